"""Every kind of diagnostic; the message catalogues hold a sentence for each, under the same word."""

from enum import StrEnum


class DiagnosticKind(StrEnum):
    """What is wrong with a file.

    The values appear in JSON and SARIF output, so they never change.

    >>> DiagnosticKind("levels_cross")
    <DiagnosticKind.LEVELS_CROSS: 'levels_cross'>
    """

    # Files
    FILE_CANNOT_BE_READ = "file_cannot_be_read"
    FILE_IS_TOO_LARGE = "file_is_too_large"
    FILE_IS_NOT_UTF8 = "file_is_not_utf8"
    FILE_IS_EMPTY = "file_is_empty"
    CONTROL_CHARACTER = "control_character"
    FILE_SAYS_TOO_MUCH = "file_says_too_much"
    TOO_MANY_DIAGNOSTICS = "too_many_diagnostics"
    FILE_CHANGED_MEANWHILE = "file_changed_meanwhile"
    CHANGE_IS_UNFINISHED = "change_is_unfinished"

    # YAML
    YAML_IS_MALFORMED = "yaml_is_malformed"
    FOREIGN_SIGN = "foreign_sign"
    SEVERAL_DOCUMENTS = "several_documents"
    ALIAS_IS_REFUSED = "alias_is_refused"
    ANCHOR_IS_REFUSED = "anchor_is_refused"
    TAG_IS_REFUSED = "tag_is_refused"
    NESTING_IS_TOO_DEEP = "nesting_is_too_deep"
    KEY_IS_NO_WORD = "key_is_no_word"
    KEY_STANDS_TWICE = "key_stands_twice"

    # The form of a rule file
    KIND_IS_MISSING = "kind_is_missing"
    UNKNOWN_DOCUMENT_KIND = "unknown_document_kind"
    UNEXPECTED_DOCUMENT_KIND = "unexpected_document_kind"
    KEY_IS_MISSING = "key_is_missing"
    UNKNOWN_KEY = "unknown_key"
    WORD_IS_NOT_ALLOWED = "word_is_not_allowed"
    TEXT_EXPECTED = "text_expected"
    TEXT_IS_TOO_LONG = "text_is_too_long"
    LIST_EXPECTED = "list_expected"
    LIST_IS_OF_ANOTHER_LENGTH = "list_is_of_another_length"
    MAPPING_EXPECTED = "mapping_expected"
    TRUE_OR_FALSE_EXPECTED = "true_or_false_expected"
    WHOLE_NUMBER_EXPECTED = "whole_number_expected"
    WRONG_FORM = "wrong_form"
    NOT_A_DATE = "not_a_date"
    NOT_A_DAY_OF_YEAR = "not_a_day_of_year"
    NOT_AN_ID = "not_an_id"
    ID_STANDS_TWICE = "id_stands_twice"

    # Numbers and quantities
    NOT_A_NUMBER = "not_a_number"
    NOT_A_PLAIN_NUMBER = "not_a_plain_number"
    NUMBER_HAS_COMMA = "number_has_comma"
    MAY_BE_THOUSANDS = "may_be_thousands"
    TOO_MANY_DECIMALS = "too_many_decimals"
    OUTSIDE_DOMAIN = "outside_domain"
    RANGE_RUNS_DOWNWARDS = "range_runs_downwards"
    NOT_A_PERCENTAGE = "not_a_percentage"
    NUMBER_IS_AMBIGUOUS = "number_is_ambiguous"

    # The rules folder
    RULES_FOLDER_IS_MISSING = "rules_folder_is_missing"
    NO_LAW_IS_THERE = "no_law_is_there"
    FILE_IS_NOT_READ = "file_is_not_read"
    ENDING_IS_NOT_YAML = "ending_is_not_yaml"
    LAW_IS_NOT_ITS_FOLDER = "law_is_not_its_folder"
    LAW_HAS_NO_CRITERIA = "law_has_no_criteria"

    # Names that must be declared elsewhere
    UNKNOWN_LAW = "unknown_law"
    UNKNOWN_TYPE = "unknown_type"
    UNKNOWN_CRITERION = "unknown_criterion"
    UNKNOWN_GROUP = "unknown_group"
    UNKNOWN_STANDARD = "unknown_standard"
    UNKNOWN_INDICATOR = "unknown_indicator"
    UNKNOWN_GRADE = "unknown_grade"
    UNKNOWN_READING = "unknown_reading"
    UNKNOWN_RULE = "unknown_rule"
    UNKNOWN_MEMBER_UNIT = "unknown_member_unit"
    UNKNOWN_SOURCE = "unknown_source"
    UNKNOWN_ATTRIBUTE = "unknown_attribute"
    ATTRIBUTE_IS_CONTRADICTED = "attribute_is_contradicted"
    ATTRIBUTE_HAS_A_COLUMN = "attribute_has_a_column"
    COLUMN_SAYS_OTHERWISE = "column_says_otherwise"
    UNKNOWN_MUNICIPALITY = "unknown_municipality"

    # The indicator catalogue
    GRADES_HAVE_NO_SUCH_KEY = "grades_have_no_such_key"
    TOO_FEW_GRADES = "too_few_grades"
    DOMAIN_RUNS_DOWNWARDS = "domain_runs_downwards"
    DOMAIN_IS_TOO_LARGE = "domain_is_too_large"
    ONLY_GRADES_ARE_JUDGED = "only_grades_are_judged"
    INDICATOR_COUNTS_NO_POINTS = "indicator_counts_no_points"

    # The head of a law
    LAW_ENDS_BEFORE_IT_BEGINS = "law_ends_before_it_begins"
    LAWS_OVERLAP = "laws_overlap"
    AMENDED_LAW_IS_NOT_EARLIER = "amended_law_is_not_earlier"
    ONE_DEFAULT_READING_EXPECTED = "one_default_reading_expected"
    DEFAULT_READING_CHOOSES = "default_reading_chooses"
    ROUNDING_STEP_IS_NOT_POSITIVE = "rounding_step_is_not_positive"
    PASS_MARK_IS_OUT_OF_REACH = "pass_mark_is_out_of_reach"  # noqa: S105 (a mark, not a password)
    TOO_FEW_STANDARDS_TO_COUNT = "too_few_standards_to_count"
    TARGET_STANDS_TWICE = "target_stands_twice"

    # Levels, points and steps
    LEVELS_CROSS = "levels_cross"
    TYPE_IS_LAXER = "type_is_laxer"
    TYPE_IS_MISSING = "type_is_missing"
    ONE_WAY_OF_LEVELS_EXPECTED = "one_way_of_levels_expected"
    POINTS_STAND_ONCE = "points_stand_once"
    POINTS_RUN_DOWNWARDS = "points_run_downwards"
    POINTS_DO_NOT_ADD_UP = "points_do_not_add_up"
    GROUP_POINTS_DO_NOT_ADD_UP = "group_points_do_not_add_up"
    CRITERIA_DO_NOT_ADD_UP = "criteria_do_not_add_up"
    STEPS_BEGIN_AFTER_BASE = "steps_begin_after_base"
    STEPS_DO_NOT_RISE = "steps_do_not_rise"
    STEPS_MISS_THE_CAP = "steps_miss_the_cap"
    STEPS_NEED_A_NUMBER = "steps_need_a_number"
    STEPS_ARE_NOT_REDUCED = "steps_are_not_reduced"
    STANDARD_HAS_NO_STEPS = "standard_has_no_steps"

    # Citations, bases and sign-offs
    CITATION_IS_MISSING = "citation_is_missing"
    BASIS_IS_MISSING = "basis_is_missing"
    BASIS_WITHOUT_NUMBER = "basis_without_number"
    BASIS_STANDS_WITH_LEVELS = "basis_stands_with_levels"
    SIGNATURE_IS_MISSING = "signature_is_missing"
    SIGNED_NUMBER_DIFFERS = "signed_number_differs"
    SIGNED_WORDS_DIFFER = "signed_words_differ"
    UNKNOWN_SIGNED_NUMBER = "unknown_signed_number"

    # Rules and their conditions
    ACTION_TOUCHES_NOTHING = "action_touches_nothing"
    RULE_POINTS_DO_NOT_ADD_UP = "rule_points_do_not_add_up"
    RULES_TOGETHER_LOSE_POINTS = "rules_together_lose_points"
    SCALED_POINTS_ARE_NOT_EXACT = "scaled_points_are_not_exact"
    CONDITION_IS_NO_MAPPING = "condition_is_no_mapping"
    CONDITION_NEEDS_A_LIST = "condition_needs_a_list"
    CONDITION_NEEDS_ONE_OPERATOR = "condition_needs_one_operator"
    OPERATOR_NEEDS_WORDS = "operator_needs_words"
    UNKNOWN_FIELD = "unknown_field"
    ID_IS_ASKED = "id_is_asked"
    UNKNOWN_OPERATOR = "unknown_operator"
    UNKNOWN_WORD = "unknown_word"

    # Data folders and their tables
    DATA_ARE_MISSING = "data_are_missing"
    UNKNOWN_DATA_FORM = "unknown_data_form"
    UNKNOWN_TABLE = "unknown_table"
    TABLE_IS_DAMAGED = "table_is_damaged"
    CSV_IS_MALFORMED = "csv_is_malformed"
    WRONG_NUMBER_OF_CELLS = "wrong_number_of_cells"
    UNKNOWN_COLUMN = "unknown_column"
    COLUMN_STANDS_TWICE = "column_stands_twice"
    COLUMN_IS_MISSING = "column_is_missing"
    COLUMN_HAS_WRONG_TYPE = "column_has_wrong_type"
    CELL_IS_EMPTY = "cell_is_empty"
    NOT_A_SLUG = "not_a_slug"
    NO_MUNICIPALITY_IS_THERE = "no_municipality_is_there"
    UNITS_ARE_PARTS_OF_EACH_OTHER = "units_are_parts_of_each_other"
    MEASURED_TWICE = "measured_twice"
    SAME_VALUE_TWICE = "same_value_twice"
    NUMBER_HAS_NOISE = "number_has_noise"

    # JSON data
    JSON_IS_MALFORMED = "json_is_malformed"
    JSON_TABLES_EXPECTED = "json_tables_expected"
    JSON_LIST_EXPECTED = "json_list_expected"
    JSON_OBJECT_EXPECTED = "json_object_expected"
    JSON_TEXT_EXPECTED = "json_text_expected"

    # Workbooks
    WORKBOOK_IS_MALFORMED = "workbook_is_malformed"
    WORKBOOK_IS_ENCRYPTED = "workbook_is_encrypted"
    WORKBOOK_HAS_ENTITIES = "workbook_has_entities"
    WORKBOOK_UNPACKS_TO_TOO_MUCH = "workbook_unpacks_to_too_much"
    WORKBOOK_IS_TOO_LARGE = "workbook_is_too_large"
    SHEET_IS_MISSING = "sheet_is_missing"
    FORMULA_IS_REFUSED = "formula_is_refused"
    CELL_IS_PERCENT = "cell_is_percent"
    CELL_IS_ERROR = "cell_is_error"
    CELL_IS_MERGED = "cell_is_merged"

    # Workbooks exported for editing the rules
    WORKBOOK_IS_NOT_EXPORTED = "workbook_is_not_exported"
    ROW_IS_UNKNOWN = "row_is_unknown"
    ROW_IS_OF_ANOTHER = "row_is_of_another"
    ROW_IS_IN_ONE_ONLY = "row_is_in_one_only"
    CELL_STANDS_TWICE = "cell_stands_twice"
    CELL_IS_MISSING = "cell_is_missing"
    CELL_IS_NO_NUMBER = "cell_is_no_number"
    CELL_IS_NO_NUMBER_OR_TEXT = "cell_is_no_number_or_text"
    CELL_HAS_NO_NUMBER = "cell_has_no_number"
    CHANGED_SINCE_EXPORT = "changed_since_export"
    BASIS_CHANGED_SINCE_EXPORT = "basis_changed_since_export"
    BASIS_NEEDS_A_SIGNATURE = "basis_needs_a_signature"
    SIGNED_NUMBER_WAS_CHANGED = "signed_number_was_changed"
