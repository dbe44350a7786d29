using Distributary.Embedded.Files.Text;
using Distributary.Types;

namespace Distributary.Embedded.Files.Csv;

/// <summary>How the cells of a column are read.</summary>
internal static class CsvCells
{
    /// <exception cref="NotSupportedException">CSV files can't hold values of the type.</exception>
    public static CellParser Parser(StructField field, CsvOptions options, Zone zone) => field.DataType switch
    {
        StringType or BinaryType => CellParsers.Text,
        BooleanType => CellParsers.Boolean,
        DateType => CellParsers.Date(options.DateFormat),
        TimestampType => CellParsers.Instant(options.TimestampFormat, zone),
        TimestampNTZType => CellParsers.Local(options.TimestampNtzFormat),
        DoubleType => (text, column, row) =>
        {
            var ok = TryDouble(text, options, out var value);
            column.SetDouble(row, value);
            return ok;
        }
        ,
        FloatType => (text, column, row) =>
        {
            var ok = NumberText.TryFloat(text, out var value);
            if (!ok && Special(text, options, out var special))
                (ok, value) = (true, (float)special);
            column.SetFloat(row, value);
            return ok;
        }
        ,
        var type => CellParsers.Exact(type, groups: true)
            ?? throw new NotSupportedException($"CSV files can't hold column '{field.Name}' of type {type.CatalogString}. Read it as a string and parse it."),
    };

    public static bool TryDouble(ReadOnlySpan<byte> text, CsvOptions options, out double value) => NumberText.TryDouble(text, out value) || Special(text, options, out value);

    private static bool Special(ReadOnlySpan<byte> text, CsvOptions options, out double value)
    {
        value = text.SequenceEqual(options.NanValue) ? double.NaN : text.SequenceEqual(options.PositiveInf) ? double.PositiveInfinity : double.NegativeInfinity;
        return !double.IsNegativeInfinity(value) || text.SequenceEqual(options.NegativeInf);
    }
}
