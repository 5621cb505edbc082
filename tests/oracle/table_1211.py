"""Articles 12 to 20 of Resolution 1211/2016 as amended by 27/2022, typed from the state's codification.

Steps read as the articles do: base points, up to, each further, points added, at most; then the first value.
"""

from tests.oracle.rows_1211 import Article, Bracket, Has, HasOrElse, ShareOrElse, Steps, Terrain

PEOPLE, AREA = "permanent-population", "natural-area"  # Article 25.2: the permanent population
COVERAGE, INDUSTRY = "local-revenue-coverage", "industry-services-share"
MINORITIES, TEMPORARY = "ethnic-minority-share", "temporary-population-share"

PROVINCE = Article(
    number=12,
    population=(Steps(PEOPLE, 10, 500_000, 30_000, "0.5", 30),),  # 12.1.a
    area=(Steps(AREA, 10, 1_000, 200, "0.5", 30),),  # 12.2
    units=(
        Steps("district-level-units", 2, 10, 1, "0.5", 6),  # 12.3.a
        Steps("cities-and-towns-share", 1, 20, 5, "0.5", 4),  # 12.3.b
    ),
    development=(
        ShareOrElse(  # 12.4.a
            Steps("central-budget-share", 8, 10, 1, "0.25", 10),
            Steps(COVERAGE, 3, 50, 5, "0.5", 8),
        ),
        Steps(INDUSTRY, 1, 70, 5, "0.25", 2),  # 12.4.b
        Steps("income-ratio", 1, 1, "0.05", "0.25", 2),  # 12.4.c, a ratio to the national mean
        Steps("growth-above-national", 1, 0, "0.5", "0.25", 2),  # 12.4.d, less the national rate
        Steps("new-countryside-districts-share", 1, 30, 5, "0.25", 2, first=20),  # 12.4.đ
        Steps("trained-labour-above-national", 1, 0, 5, "0.25", 2),  # 12.4.e
        Steps("hospital-beds-ratio", "0.5", 1, "0.05", "0.25", "1.5"),  # 12.4.g
        Steps("doctors-ratio", "0.5", 1, "0.05", "0.25", "1.5"),  # 12.4.h
        Steps("poverty-above-national", 1, 0, "0.5", "0.25", 2, falls=True),  # 12.4.i
    ),
    special=(
        Steps(MINORITIES, 1, 30, 5, "0.25", 3, first=20),  # 12.5.a
        Steps("border-district-units-share", 1, 20, 10, "0.25", 2, first=10),  # 12.5.b
    ),
)

DISTRICT = Article(
    number=13,
    population=(Steps(PEOPLE, 10, 40_000, 3_000, "0.5", 30),),  # 13.1.a
    area=(Steps(AREA, 10, 100, 15, "0.5", 30),),  # 13.2
    units=(
        Steps("commune-level-units", 2, 10, 1, "0.5", 6),  # 13.3.a
        Steps("townships-share", 1, 20, 5, "0.5", 4),  # 13.3.b
    ),
    development=(
        HasOrElse("budget-self-balanced", 10, Steps(COVERAGE, 3, 40, 5, "0.5", 8)),  # 13.4.a
        Steps(INDUSTRY, 1, 50, 5, "0.5", 3),  # 13.4.b
        Steps("new-countryside-communes-share", 1, 20, 5, "0.25", 3, first=15),  # 13.4.c
        Steps("trained-labour", 1, 50, 5, "0.25", 3),  # 13.4.d
        Steps("health-standard-units-share", 1, 50, 5, "0.25", 3),  # 13.4.đ
        Steps("poverty-rate", 1, "4.5", "0.5", "0.25", 3, falls=True),  # 13.4.e
    ),
    special=(
        Steps(MINORITIES, 1, 30, 5, "0.25", 2, first=20),  # 13.5.a
        Steps("border-commune-units-share", 1, 20, 5, "0.25", 2, first=10),  # 13.5.b
        Has("poor-district", 1),  # 13.5.c
    ),
)

COMMUNE = Article(
    number=14,
    population=(Steps(PEOPLE, 10, 3_500, 100, "0.5", 35),),  # 14.1.a
    area=(Steps(AREA, 10, 10, "0.5", "0.5", 30),),  # 14.2
    development=(
        HasOrElse("budget-self-balanced", 10, Steps(COVERAGE, 3, 30, 5, "0.5", 8)),  # 14.3.a
        HasOrElse("new-countryside-commune", 20, Steps("new-countryside-criteria", 0, 0, 1, 1, 15)),  # 14.3.b
    ),
    special=(
        Steps(MINORITIES, 1, 30, 5, "0.25", 2, first=20),  # 14.4.a
        Has("special-difficulty", 1),  # 14.4.b
        Has("safe-zone", 1),  # 14.4.c
        Has("special-monument-or-heritage", 1),  # 14.4.d
    ),
)

CENTRAL_CITY = Article(
    number=15,
    population=(Steps(PEOPLE, 20, 1_000_000, 30_000, "0.5", 30),),  # 15.1
    area=(Steps(AREA, 20, 1_000, 50, "0.5", 25),),  # 15.2
    units=(
        Steps("district-level-units", 2, 10, 1, "0.5", 6),  # 15.3.a
        Steps("urban-districts-share", 1, 40, 5, "0.5", 4),  # 15.3.b
    ),
    development=(
        Steps("central-budget-share", 10, 20, 1, "0.25", 15),  # 15.4.a
        Steps(INDUSTRY, 1, 70, 5, "0.25", 2),  # 15.4.b
        Steps("income-ratio", 1, 1, "0.05", "0.25", 2),  # 15.4.c
        Steps("growth-above-national", 1, 0, "0.5", "0.25", 2),  # 15.4.d
        Steps("non-agricultural-labour", 1, 65, 5, "0.25", 2),  # 15.4.đ
        Steps("trained-labour-above-national", 1, 0, 5, "0.25", 2),  # 15.4.e
        Steps("hospital-beds-ratio", "0.5", 1, "0.05", "0.25", "1.5"),  # 15.4.g
        Steps("doctors-ratio", "0.5", 1, "0.05", "0.25", "1.5"),  # 15.4.h
        Steps("poverty-above-national", 1, 0, "0.5", "0.25", 2, falls=True),  # 15.4.i
    ),
    special=(Steps(TEMPORARY, 1, 20, 5, "0.5", 5, first=10),),  # 15.5
)

URBAN_DISTRICT = Article(
    number=16,
    population=(Steps(PEOPLE, 10, 60_000, 5_000, "0.5", 30),),  # 16.1
    area=(Steps(AREA, 10, 10, 1, "0.5", 25),),  # 16.2
    units=(Steps("wards", 5, 8, 1, "0.5", 10),),  # 16.3
    development=(
        HasOrElse("budget-self-balanced", 10, Steps(COVERAGE, 3, 50, 5, "0.5", 8)),  # 16.4.a
        Steps(INDUSTRY, 1, 70, 5, "0.5", 4),  # 16.4.b
        Steps("trained-labour", 1, 60, 5, "0.5", 4),  # 16.4.c
        Steps("health-standard-units-share", 1, 70, 5, "0.5", 4),  # 16.4.d
        Steps("clean-water-households", 1, 70, 5, "0.5", 4),  # 16.4.đ
        Steps("poverty-rate", 1, 4, "0.5", "0.5", 4, falls=True),  # 16.4.e
    ),
    special=(Steps(TEMPORARY, 1, 20, 5, "0.5", 5, first=10),),  # 16.5
)

CITY = Article(
    number=17,
    population=(Steps(PEOPLE, 10, 50_000, 4_000, "0.5", 30),),  # 17.1
    area=(Steps(AREA, 10, 50, 5, "0.5", 25),),  # 17.2
    units=(
        Steps("commune-level-units", 2, 10, 1, "0.5", 6),  # 17.3.a
        Steps("wards-share", 1, 35, 5, "0.5", 4),  # 17.3.b
    ),
    development=(
        HasOrElse("budget-self-balanced", 10, Steps(COVERAGE, 3, 50, 5, "0.5", 8)),  # 17.4.a
        Steps(INDUSTRY, 1, 70, 5, "0.5", 4),  # 17.4.b
        Steps("non-agricultural-labour", 1, 60, 5, "0.5", 4),  # 17.4.c
        Steps("trained-labour", 1, 55, 5, "0.5", 3),  # 17.4.d
        Steps("health-standard-units-share", 1, 60, 5, "0.5", 3),  # 17.4.đ
        Steps("clean-water-households", 1, 60, 5, "0.25", 3),  # 17.4.e
        Steps("poverty-rate", 1, 4, "0.5", "0.5", 3, falls=True),  # 17.4.g
    ),
    special=(
        Steps(TEMPORARY, 1, 20, 5, "0.25", 2, first=10),  # 17.5.a
        Terrain(mountain="0.5", highland=1),  # 17.5.b
        Steps("border-commune-units-share", "0.5", 20, 5, "0.25", 1, first=10),  # 17.5.c
        Steps(MINORITIES, "0.5", 30, 5, "0.25", 1, first=20),  # 17.5.d
    ),
)

TOWN = Article(
    number=18,
    population=(Steps(PEOPLE, 10, 50_000, 3_000, "0.5", 30),),  # 18.1
    area=(Steps(AREA, 10, 70, 5, "0.5", 25),),  # 18.2
    units=(
        Steps("commune-level-units", 2, 8, 1, "0.5", 6),  # 18.3.a
        Steps("wards-share", 1, 30, 5, "0.5", 4),  # 18.3.b
    ),
    development=(
        HasOrElse("budget-self-balanced", 10, Steps(COVERAGE, 3, 50, 5, "0.5", 8)),  # 18.4.a
        Steps(INDUSTRY, 1, 65, 5, "0.5", 4),  # 18.4.b
        Steps("non-agricultural-labour", 1, 55, 5, "0.5", 4),  # 18.4.c
        Steps("trained-labour", 1, 55, 5, "0.5", 3),  # 18.4.d
        Steps("health-standard-units-share", 1, 55, 5, "0.5", 3),  # 18.4.đ
        Steps("clean-water-households", 1, 60, 5, "0.25", 3),  # 18.4.e
        Steps("poverty-rate", 1, 4, "0.5", "0.5", 3, falls=True),  # 18.4.g
    ),
    special=(
        Steps(TEMPORARY, 1, 20, 5, "0.25", 2, first=10),  # 18.5.a
        Terrain(mountain="0.5", highland=1),  # 18.5.b
        Steps("border-commune-units-share", "0.5", 20, 5, "0.25", 1, first=10),  # 18.5.c
        Steps(MINORITIES, "0.5", 30, 5, "0.25", 1, first=20),  # 18.5.d
    ),
)

WARD = Article(
    number=19,
    population=(Steps(PEOPLE, 10, 5_000, 200, "0.5", 35),),  # 19.1.a
    area=(Steps(AREA, 10, 2, "0.1", "0.5", 30),),  # 19.2
    development=(
        HasOrElse("budget-self-balanced", 10, Steps(COVERAGE, 3, 45, 5, "0.5", 8)),  # 19.3.a
        Steps("non-agricultural-labour", 1, 55, 5, "0.5", 5),  # 19.3.b
        Has("health-standard", 5),  # 19.3.c
        Steps("clean-water-households", 1, 60, 5, "0.5", 5),  # 19.3.d
        Steps("poverty-rate", 1, 4, "0.5", "0.5", 5, falls=True),  # 19.3.đ
    ),
    special=(
        Bracket(Steps(TEMPORARY, "0.5", 20, 1, "0.5", 1, first=10)),  # 19.4.a
        Terrain(mountain=1, highland="1.5"),  # 19.4.b
        Has("safe-zone", "0.5"),  # 19.4.c
        Steps(MINORITIES, "0.5", 30, 5, "0.25", 1, first=20),  # 19.4.d
        Has("special-monument-or-heritage", 1),  # 19.4.đ
    ),
)

TOWNSHIP = Article(
    number=20,
    population=(Steps(PEOPLE, 10, 5_000, 100, "0.5", 35),),  # 20.1.a
    area=(Steps(AREA, 10, 5, "0.2", "0.5", 30),),  # 20.2
    development=(
        HasOrElse("budget-self-balanced", 10, Steps(COVERAGE, 3, 40, 5, "0.5", 8)),  # 20.3.a
        Steps("non-agricultural-labour", 1, 50, 5, "0.5", 5),  # 20.3.b
        Has("health-standard", 5),  # 20.3.c
        Steps("clean-water-households", 1, 60, 5, "0.5", 5),  # 20.3.d
        Steps("poverty-rate", 1, 4, "0.5", "0.5", 5, falls=True),  # 20.3.đ
    ),
    special=(
        Bracket(Steps(TEMPORARY, "0.5", 20, 1, "0.5", 1, first=10)),  # 20.4.a
        Terrain(mountain=1, highland="1.5"),  # 20.4.b
        Has("safe-zone", "0.5"),  # 20.4.c
        Steps(MINORITIES, "0.5", 30, 5, "0.25", 1, first=20),  # 20.4.d
        Has("special-monument-or-heritage", 1),  # 20.4.đ
    ),
)

ARTICLES = {
    "province": PROVINCE,
    "district": DISTRICT,
    "commune": COMMUNE,
    "central-city": CENTRAL_CITY,
    "urban-district": URBAN_DISTRICT,
    "city": CITY,
    "town": TOWN,
    "ward": WARD,
    "township": TOWNSHIP,
}
"""The article that classes each kind of unit."""
