namespace Distributary.Embedded.Files.Csv;

/// <summary>
/// Cuts a record into cells as Spark does with its defaults. In a quoted cell a quote that is neither escaped nor followed by a delimiter makes the
/// cell unquoted text up to the next delimiter. Quotes inside unquoted cells are text.
/// </summary>
internal sealed class CsvTokenizer(CsvOptions options)
{
    // No byte has these values.
    private const int None = -1;
    private const int NewLine = -2;
    private const int Never = -3;

    private readonly byte delimiter = options.Delimiter;
    private readonly int quote = options.Quote ?? Never;
    // Without an escape sign Spark takes a quote right after the opening one as an escaped quote.
    private readonly int escape = options.Escape ?? None;
    private readonly byte escapeByte = options.Escape ?? options.Quote ?? 0;
    private readonly bool multiLine = options.MultiLine;
    private readonly bool trimStart = options.IgnoreLeadingWhiteSpace;
    private readonly bool trimEnd = options.IgnoreTrailingWhiteSpace;
    private Cell[] cells = new Cell[32];
    private byte[] scratch = new byte[1024];
    private int scratchEnd;
    private int valueStart;

    // The quoted cell that is being read: the current byte, the one before, where the next one lies.
    private int current;
    private int previous;
    private int next;

    private readonly record struct Cell(int Start, int Length, CellText Text);

    private enum CellText : byte { Missing, Input, Scratch }

    public int Count { get; private set; }

    /// <summary>A cell's text.</summary>
    /// <param name="input">The record that was cut.</param>
    /// <param name="index">Which cell.</param>
    /// <param name="text">The text without quotes.</param>
    /// <returns>False where the cell is empty and not quoted.</returns>
    public bool TryGet(ReadOnlySpan<byte> input, int index, out ReadOnlySpan<byte> text)
    {
        var cell = cells[index];
        text = (cell.Text == CellText.Scratch ? scratch : input).Slice(cell.Start, cell.Length);
        return cell.Text != CellText.Missing;
    }

    /// <summary>Cuts one record.</summary>
    /// <param name="input">A line; with <c>multiLine</c> all that is left of the file.</param>
    /// <returns>How many bytes the record has, with its end.</returns>
    public int Cut(ReadOnlySpan<byte> input)
    {
        Count = 0;
        scratchEnd = 0;
        var at = 0;
        while (true)
        {
            if (trimStart)
                at = SkipBlanks(input, at);
            at = at < input.Length && input[at] == quote ? Quoted(input, at) : Plain(input, at);
            if (at == input.Length)
                return at;
            if (input[at] != delimiter)
                return at + LineEnd(input, at);
            at++;
        }
    }

    /// <summary>How many bytes of a line's end lie at that place.</summary>
    private int LineEnd(ReadOnlySpan<byte> input, int at) =>
        !multiLine ? 0
        : input[at] == '\n' ? 1
        : input[at] != '\r' ? 0
        : at + 1 < input.Length && input[at + 1] == '\n' ? 2 : 1;

    private int SkipBlanks(ReadOnlySpan<byte> input, int at)
    {
        while (at < input.Length && input[at] <= ' ' && input[at] != delimiter && LineEnd(input, at) == 0)
            at++;
        return at;
    }

    private int PlainEnd(ReadOnlySpan<byte> input, int at)
    {
        var rest = input[at..];
        var length = multiLine ? rest.IndexOfAny(delimiter, (byte)'\n', (byte)'\r') : rest.IndexOf(delimiter);
        return length < 0 ? input.Length : at + length;
    }

    private int Plain(ReadOnlySpan<byte> input, int at)
    {
        var end = PlainEnd(input, at);
        var length = trimEnd ? input[at..end].TrimEnd(Blanks).Length : end - at;
        Add(new(at, length, length == 0 ? CellText.Missing : CellText.Input));
        return end;
    }

    private int Quoted(ReadOnlySpan<byte> input, int at)
    {
        // Most quoted cells have nothing to unescape.
        var body = input[(at + 1)..];
        var special = body.IndexOfAny((byte)quote, escapeByte);
        if (special >= 0 && body[special] == quote && ((special + 1 == body.Length && (special > 0 || escape != None)) || special + 1 < body.Length && (body[special + 1] == delimiter || LineEnd(body, special + 1) > 0)))
        {
            AddValue(at + 1, special, CellText.Input);
            return at + 1 + special + 1;
        }

        valueStart = scratchEnd;
        next = at + 1;
        (previous, current) = (None, quote);
        if (ReadQuoted(input))
        {
            AddValue(valueStart, scratchEnd - valueStart, CellText.Scratch);
            return current == NewLine ? next - LineEndBefore(input, next) : next - 1;
        }
        EndInside();
        return input.Length;
    }

    /// <summary>Reads until the delimiter or the line's end after the cell is current.</summary>
    /// <returns>False where the input ended before.</returns>
    private bool ReadQuoted(ReadOnlySpan<byte> input)
    {
        if (!Next(input))
            return false;
        while (previous != quote || !(current is NewLine or (>= 0 and <= ' ') || current == delimiter))
        {
            if (current == quote || current == escape)
            {
                Unescape(input);
                previous = current;
                if (!Next(input))
                    return false;
                continue;
            }
            if (previous == quote)
            {
                Append(quote);
                AppendCurrent(input);
                var goesOn = ReadUnquoted(input);
                if (!goesOn && current == quote)
                    previous = quote;
                return goesOn;
            }
            if (previous == escape && escape != None)
                Append(escape);
            if (!AppendUntilSpecial(input) || !Next(input))
                return false;
        }
        return current == delimiter || current == NewLine || ReadAfterQuote(input);
    }

    /// <summary>Blanks after the closing quote are left out; anything else makes the whole cell plain text.</summary>
    private bool ReadAfterQuote(ReadOnlySpan<byte> input)
    {
        var blanks = next - 1;
        while (current is >= 0 and <= ' ' && current != delimiter)
        {
            if (!Next(input))
                return false;
        }
        if (current == delimiter || current == NewLine)
            return true;
        Append(quote);
        Append(input[blanks..next]);
        return ReadUnquoted(input);
    }

    /// <summary>Takes the rest of the cell as it is and puts its opening quote back.</summary>
    private bool ReadUnquoted(ReadOnlySpan<byte> input)
    {
        // A sign of two or three bytes is one sign of Java's.
        for (var left = current switch { >= 0xF0 => 0, >= 0xE0 => 2, >= 0xC0 => 1, _ => 0 }; left > 0; left--)
        {
            Next(input);
            AppendCurrent(input);
        }
        previous = current;
        Append(0);
        scratch.AsSpan(valueStart, scratchEnd - valueStart - 1).CopyTo(scratch.AsSpan(valueStart + 1));
        scratch[valueStart] = (byte)quote;
        if (!Next(input))
            return false;
        var from = current == NewLine ? next - LineEndBefore(input, next) : next - 1;
        var end = PlainEnd(input, from);
        Append(input[from..end]);
        if (trimEnd)
            scratchEnd = valueStart + scratch.AsSpan(valueStart, scratchEnd - valueStart).TrimEnd(Blanks).Length;
        next = end;
        return Next(input);
    }

    /// <summary>A quote or an escape inside a quoted cell.</summary>
    private void Unescape(ReadOnlySpan<byte> input)
    {
        if (current == escape && previous == escape && escape != quote)
        {
            Append(escape);
            current = None;
        }
        else if (previous == escape)
        {
            Append(current == quote ? quote : escape);
            if (current == quote)
                current = None;
        }
        else if (previous == quote && current == quote)
        {
            Append(quote);
        }
        else if (previous == quote)
        {
            Append(quote);
            previous = current;
            ReadEscapedUntilDelimiter(input);
        }
    }

    /// <summary>After a quote that is followed by an escape the text goes on to the delimiter, and then as a quoted cell again.</summary>
    private void ReadEscapedUntilDelimiter(ReadOnlySpan<byte> input)
    {
        while (current != delimiter && current != NewLine)
        {
            if (current == quote || current == escape)
            {
                Unescape(input);
            }
            else
            {
                if (previous == quote)
                    Append(quote);
                AppendCurrent(input);
            }
            previous = current;
            if (!Next(input))
                return;
        }
    }

    /// <summary>The input ended within a quoted cell.</summary>
    private void EndInside()
    {
        if (current == quote && previous != quote)
            Append(quote);
        var isText = current == quote || (previous != None && current != delimiter) || scratchEnd > valueStart;
        if (isText)
            AddValue(valueStart, scratchEnd - valueStart, CellText.Scratch);
        else
            Add(new(valueStart, 0, CellText.Missing));
    }

    private bool Next(ReadOnlySpan<byte> input)
    {
        if (next >= input.Length)
            return false;
        var lineEnd = LineEnd(input, next);
        current = lineEnd > 0 ? NewLine : input[next];
        next += Math.Max(1, lineEnd);
        return true;
    }

    private static int LineEndBefore(ReadOnlySpan<byte> input, int end) => end >= 2 && input[end - 1] == '\n' && input[end - 2] == '\r' ? 2 : 1;

    private bool AppendUntilSpecial(ReadOnlySpan<byte> input)
    {
        var from = current == NewLine ? next - LineEndBefore(input, next) : next - 1;
        var length = input[from..].IndexOfAny((byte)quote, escapeByte);
        if (length < 0)
        {
            Append(input[from..]);
            next = input.Length;
            return false;
        }
        Append(input.Slice(from, length));
        previous = input[from + length];
        current = previous;
        next = from + length + 1;
        return true;
    }

    private void AppendCurrent(ReadOnlySpan<byte> input)
    {
        if (current == NewLine)
            Append(input[(next - LineEndBefore(input, next))..next]);
        else
            Append(current);
    }

    private void Append(int value)
    {
        if (scratchEnd == scratch.Length)
            Array.Resize(ref scratch, scratch.Length * 2);
        scratch[scratchEnd++] = (byte)value;
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        while (scratch.Length - scratchEnd < text.Length)
            Array.Resize(ref scratch, scratch.Length * 2);
        text.CopyTo(scratch.AsSpan(scratchEnd));
        scratchEnd += text.Length;
    }

    private void AddValue(int start, int length, CellText text)
    {
        if (length > 0)
        {
            Add(new(start, length, text));
            return;
        }
        var empty = scratchEnd;
        Append(options.EmptyValue);
        Add(new(empty, options.EmptyValue.Length, CellText.Scratch));
    }

    private void Add(Cell cell)
    {
        if (Count == cells.Length)
            Array.Resize(ref cells, cells.Length * 2);
        cells[Count++] = cell;
    }

    private static ReadOnlySpan<byte> Blanks => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32];
}
