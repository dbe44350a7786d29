namespace Distributary.Expressions.Syntax;

/// <summary>Spark's error classes of texts that can't be parsed, and one of ours where Spark has none.</summary>
internal static class SqlErrors
{
    public const string Syntax = "PARSE_SYNTAX_ERROR";
    public const string UnclosedComment = "UNCLOSED_BRACKETED_COMMENT";
    public const string TooComplex = "FAILED_TO_PARSE_TOO_COMPLEX";
    public const string InvalidIdentifier = "INVALID_IDENTIFIER";
    public const string NumberRange = "INVALID_NUMERIC_LITERAL_RANGE";
    public const string DecimalPrecision = "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION";
    public const string InvalidTypedLiteral = "INVALID_TYPED_LITERAL";
    public const string UnsupportedTypedLiteral = "UNSUPPORTED_TYPED_LITERAL";
    public const string UnsupportedDataType = "UNSUPPORTED_DATATYPE";
    public const string DecimalScale = "_LEGACY_ERROR_TEMP_1228";
    public const string MissingSize = "DATATYPE_MISSING_SIZE";
    public const string CharacterType = "UNSUPPORTED_CHAR_OR_VARCHAR_AS_STRING";
    public const string UnsupportedFromTo = "INVALID_INTERVAL_FORMAT.UNSUPPORTED_FROM_TO_EXPRESSION";
    public const string SingleFromTo = "_LEGACY_ERROR_TEMP_0024";
    public const string FromToNeedsString = "_LEGACY_ERROR_TEMP_0027";
    public const string UnsupportedCollation = "UNSUPPORTED_FEATURE.COLLATION";
    public const string IncompleteTypeDefinition = "INCOMPLETE_TYPE_DEFINITION";
    public const string DiscontinuedBang = "SYNTAX_DISCONTINUED.BANG_EQUALS_NOT";
    public const string InvalidUnit = "INVALID_PARAMETER_VALUE.DATETIME_UNIT";
    public const string UnboundParameter = "UNBOUND_SQL_PARAMETER";
    public const string InvalidEscapeCharacter = "INVALID_ESC";
    public const string FrameBound = "_LEGACY_ERROR_TEMP_0064";
    public const string MissingWindow = "MISSING_WINDOW_SPECIFICATION";
    public const string Subquery = "UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY";
}
