using System.Text;
using Distributary.Embedded.Files.Options;

namespace Distributary.Embedded.Files.Csv;

/// <summary>The options of CSV files, with Spark's defaults.</summary>
internal sealed record CsvOptions
{
    public static OptionNames Names { get; } = new(
        "csv",
        known: ["header", "sep", "delimiter", "quote", "escape", "comment", "nullValue", "emptyValue", "nanValue", "positiveInf", "negativeInf",
            "dateFormat", "timestampFormat", "timestampNTZFormat", "encoding", "charset", "ignoreLeadingWhiteSpace", "ignoreTrailingWhiteSpace", "multiLine", "lineSep", "mode",
            "columnNameOfCorruptRecord", "enforceSchema", "inferSchema", "timeZone"],
        refused: ["charToEscapeQuoteEscaping", "maxColumns", "maxCharsPerColumn", "unescapedQuoteHandling", "samplingRatio", "preferDate", "locale", "enableDateTimeParsingFallback", "extension", "singleVariantColumn",
            "quoteAll", "escapeQuotes", "compression", "codec", "inputBufferSize", "columnPruning"]);

    public bool Header { get; private init; }
    public byte Delimiter { get; private init; }
    public byte? Quote { get; private init; }
    public byte? Escape { get; private init; }
    public byte? Comment { get; private init; }
    public byte[] NullValue { get; private init; } = [];
    public byte[] EmptyValue { get; private init; } = [];
    public byte[] NanValue { get; private init; } = [];
    public byte[] PositiveInf { get; private init; } = [];
    public byte[] NegativeInf { get; private init; } = [];
    public string? DateFormat { get; private init; }
    public string? TimestampFormat { get; private init; }
    public string? TimestampNtzFormat { get; private init; }
    public string? TimeZone { get; private init; }
    public Encoding Encoding { get; private init; } = Encoding.UTF8;
    public bool IgnoreLeadingWhiteSpace { get; private init; }
    public bool IgnoreTrailingWhiteSpace { get; private init; }
    public bool MultiLine { get; private init; }
    public byte[] LineSeparator { get; private init; } = [];
    public ReadMode Mode { get; private init; }
    public string CorruptRecordColumn { get; private init; } = "";
    public bool EnforceSchema { get; private init; }
    public bool InferSchema { get; private init; }

    /// <summary>What the user said.</summary>
    /// <exception cref="ArgumentException">A value can't be understood.</exception>
    public static CsvOptions Read(IReadOnlyDictionary<string, string> options)
    {
        var o = new OptionReader("csv", options);
        var delimiter = o.Text("sep") is null ? "delimiter" : "sep";
        return new()
        {
            Header = o.Flag("header") ?? false,
            Delimiter = o.Character(delimiter, (byte)',') ?? throw o.Wrong(delimiter, "", "one ASCII character"),
            Quote = o.Character("quote", (byte)'"'),
            Escape = o.Character("escape", (byte)'\\'),
            Comment = o.Character("comment", null),
            NullValue = o.Bytes("nullValue") ?? [],
            EmptyValue = o.Bytes("emptyValue") ?? [],
            NanValue = o.Bytes("nanValue") ?? [.. "NaN"u8],
            PositiveInf = o.Bytes("positiveInf") ?? [.. "Inf"u8],
            NegativeInf = o.Bytes("negativeInf") ?? [.. "-Inf"u8],
            DateFormat = o.Text("dateFormat"),
            TimestampFormat = o.Text("timestampFormat"),
            TimestampNtzFormat = o.Text("timestampNTZFormat"),
            TimeZone = o.Text("timeZone"),
            Encoding = Encodings.Find(o, o.Text("encoding") is null ? "charset" : "encoding"),
            IgnoreLeadingWhiteSpace = o.Flag("ignoreLeadingWhiteSpace") ?? false,
            IgnoreTrailingWhiteSpace = o.Flag("ignoreTrailingWhiteSpace") ?? false,
            MultiLine = o.Flag("multiLine") ?? false,
            LineSeparator = o.Bytes("lineSep") ?? [],
            Mode = o.Choice("mode", ReadMode.Permissive),
            CorruptRecordColumn = o.Text("columnNameOfCorruptRecord") ?? "_corrupt_record",
            EnforceSchema = o.Flag("enforceSchema") ?? false,
            InferSchema = o.Flag("inferSchema") ?? false,
        };
    }
}
