using System.Text;
using Distributary.Embedded.Files.Options;

namespace Distributary.Embedded.Files.Json;

/// <summary>The options of JSON files, with Spark's defaults.</summary>
internal sealed record JsonOptions
{
    public static OptionNames Names { get; } = new(
        "json",
        known: ["mode", "columnNameOfCorruptRecord", "dateFormat", "timestampFormat", "timestampNTZFormat", "timeZone", "multiLine", "lineSep", "encoding", "charset",
            "primitivesAsString", "prefersDecimal", "allowSingleQuotes", "allowNonNumericNumbers", "allowComments", "ignoreNullFields"],
        refused: ["allowUnquotedFieldNames", "allowNumericLeadingZeros", "allowBackslashEscapingAnyCharacter", "allowUnquotedControlChars", "dropFieldIfAllNull", "samplingRatio",
            "inferTimestamp", "locale", "compression", "codec", "enableDateTimeParsingFallback", "singleVariantColumn", "useUnsafeRow", "writeNonAsciiCharacterAsCodePoint", "pretty"]);

    public string? DateFormat { get; private init; }
    public string? TimestampFormat { get; private init; }
    public string? TimestampNtzFormat { get; private init; }
    public string? TimeZone { get; private init; }
    public Encoding Encoding { get; private init; } = Encoding.UTF8;
    public bool MultiLine { get; private init; }
    public byte[] LineSeparator { get; private init; } = [];
    public ReadMode Mode { get; private init; }
    public string CorruptRecordColumn { get; private init; } = "";
    public bool PrimitivesAsString { get; private init; }
    public bool PrefersDecimal { get; private init; }
    public bool AllowSingleQuotes { get; private init; }
    public bool AllowNonNumericNumbers { get; private init; }
    public bool AllowComments { get; private init; }
    public bool IgnoreNullFields { get; private init; }

    /// <summary>What the user said.</summary>
    /// <exception cref="ArgumentException">A value can't be understood.</exception>
    public static JsonOptions Read(IReadOnlyDictionary<string, string> options)
    {
        var o = new OptionReader("json", options);
        return new()
        {
            DateFormat = o.Text("dateFormat"),
            TimestampFormat = o.Text("timestampFormat"),
            TimestampNtzFormat = o.Text("timestampNTZFormat"),
            TimeZone = o.Text("timeZone"),
            Encoding = Encodings.Find(o, o.Text("encoding") is null ? "charset" : "encoding"),
            MultiLine = o.Flag("multiLine") ?? false,
            LineSeparator = o.Bytes("lineSep") ?? [],
            Mode = o.Choice("mode", ReadMode.Permissive),
            CorruptRecordColumn = o.Text("columnNameOfCorruptRecord") ?? "_corrupt_record",
            PrimitivesAsString = o.Flag("primitivesAsString") ?? false,
            PrefersDecimal = o.Flag("prefersDecimal") ?? false,
            AllowSingleQuotes = o.Flag("allowSingleQuotes") ?? true,
            AllowNonNumericNumbers = o.Flag("allowNonNumericNumbers") ?? true,
            AllowComments = o.Flag("allowComments") ?? false,
            IgnoreNullFields = o.Flag("ignoreNullFields") ?? true,
        };
    }
}
