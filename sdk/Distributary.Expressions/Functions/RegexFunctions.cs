namespace Distributary.Expressions.Functions;

/// <summary>Functions that match patterns.</summary>
internal static class RegexFunctions
{
    private const string Table = """
        like (string, string, const string?) boolean
        ilike (string, string, const string?) boolean
        rlike regexp regexp_like (string, string) boolean
        regexp_count (string, string) int
        regexp_extract (string, string, int?) string
        regexp_extract_all (string, string, int?) array<string>
        regexp_instr (string, string, int?) int
        regexp_replace (string, string, string, const int?) string
        regexp_substr (string, string) string?
        split (string, string, int?) array<string>
        parse_url [string, string, string?] string?
        try_parse_url [string, string, string?] string? 4.0
        url_decode (string) string?
        try_url_decode (string) string? 4.0
        url_encode (string) string?
        xpath [string, const string] array<string>?
        xpath_boolean [string, const string] boolean?
        xpath_double xpath_number [string, const string] double?
        xpath_float [string, const string] float?
        xpath_int [string, const string] int?
        xpath_long [string, const string] bigint?
        xpath_short [string, const string] smallint?
        xpath_string [string, const string] string?
        """;

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Scalar, Table);
}
