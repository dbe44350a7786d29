using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Distributary.Embedded.Functions.Json;
using Distributary.Embedded.Functions.Vectors;
using static DuckDB.NET.Native.DuckDBType;

namespace Distributary.Embedded.Functions;

/// <summary>URLs taken apart and their escapes, and the escapes of JSON.</summary>
internal static partial class UrlFunctions
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("spark_url_encode", [Varchar], Varchar, a => Encode((string)a[0]!)),
        new("spark_url_decode", [Varchar], Varchar, a => Decode((string)a[0]!)),
        new("spark_parse_url", [Varchar, Varchar, Varchar], Varchar, a => a[0] is null || a[1] is null ? null : Part((string)a[0]!, (string)a[1]!, a[2] as string)) { TakesNulls = true },
        new("spark_json_string", [Varchar], Varchar, a =>
        {
            var text = new StringBuilder();
            JsonText.WriteString((string)a[0]!, text);
            return text.ToString();
        }),
    ];

    private static readonly char[] NotInUrls = [.. " <>\"{}|\\^`"];

    private static string Encode(string text)
    {
        var result = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '*' or '_')
                result.Append(c);
            else
                result.Append(c == ' ' ? "+" : "%" + b.ToString("X2", CultureInfo.InvariantCulture));
        }
        return result.ToString();
    }

    private static string Decode(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b))
                    throw new SparkRuntimeException("CANNOT_DECODE_URL", $"The provided URL cannot be decoded: {text}.");
                bytes.Add(b);
                i += 2;
            }
            else if (text[i] == '+')
            {
                bytes.Add((byte)' ');
            }
            else
            {
                var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, length)));
                i += length - 1;
            }
        }
        return CastFunctions.Utf8([.. bytes]);
    }

    private static string? Part(string url, string part, string? key)
    {
        var m = Url().Match(url);
        if (!m.Success || url.IndexOfAny(NotInUrls) >= 0)
            throw new SparkRuntimeException(SparkErrors.Unsupported, $"not supported embedded: parse_url of '{url}'");
        string? Group(string name) => m.Groups[name].Success ? m.Groups[name].Value : null;
        if (key is not null && part != "QUERY")
            return null;
        return part switch
        {
            "HOST" => Group("host"),
            "PATH" => Group("path") ?? "",
            "QUERY" when key is not null => Group("query")?.Split('&').Where(p => p.StartsWith(key + "=", StringComparison.Ordinal)).Select(p => p[(key.Length + 1)..]).FirstOrDefault(),
            "QUERY" => Group("query"),
            "REF" => Group("fragment"),
            "PROTOCOL" => Group("scheme"),
            "FILE" => (Group("path") ?? "") + (Group("query") is { } q ? "?" + q : ""),
            "AUTHORITY" => Group("authority"),
            "USERINFO" => Group("user"),
            _ => null,
        };
    }

    [GeneratedRegex(@"^(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<authority>((?<user>[^@/?#]*)@)?(?<host>[A-Za-z0-9.-]+)(:\d+)?)(?<path>/[^?#]*)?(\?(?<query>[^#]*))?(#(?<fragment>.*))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Url();
}
