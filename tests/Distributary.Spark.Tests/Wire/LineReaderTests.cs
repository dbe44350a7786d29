using System.Text;
using Distributary.Spark.Py4J.Wire;
using FsCheck.Xunit;

namespace Distributary.Spark.Tests.Wire;

public sealed class LineReaderTests
{
    private static readonly byte[] ThreeLines = Encoding.UTF8.GetBytes("!ysä中\n\n!yi5\n");

    [Fact]
    public void Lines_are_the_same_wherever_the_input_is_cut()
    {
        for (var first = 0; first <= ThreeLines.Length; first++)
        {
            for (var second = first; second <= ThreeLines.Length; second++)
                Assert.Equal(["!ysä中", "", "!yi5"], ReadAll(ThreeLines, first, second));
        }
    }

    [Fact]
    public void Lines_are_the_same_when_every_byte_comes_alone() => Assert.Equal(["!ysä中", "", "!yi5"], ReadAll(ThreeLines, [.. Enumerable.Range(0, ThreeLines.Length)]));

    [Property]
    public void Lines_of_any_length_and_cut_are_what_was_sent(ushort[] lengths, ushort piece)
    {
        var lines = lengths.Select((n, i) => new string((char)('a' + (i % 26)), n)).ToList();
        var input = Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")));
        var cuts = Enumerable.Range(1, input.Length / (piece + 1)).Select(i => i * (piece + 1));

        Assert.Equal(lines, ReadAll(input, [.. cuts]));
    }

    [Fact]
    public void A_line_of_five_megabytes_is_read_and_small_ones_after_it()
    {
        var big = new string('x', 5 << 20);

        Assert.Equal([big, "a", "b"], ReadAll(Encoding.UTF8.GetBytes($"{big}\na\nb\n"), [.. Enumerable.Range(1, 700).Select(i => i * 8000)]));
    }

    [Fact]
    public void The_end_within_a_line_is_an_error() => Assert.Throws<EndOfStreamException>(() => ReadAll("!yi5\n!y"u8.ToArray(), 3));

    [Fact]
    public void A_line_that_does_not_end_is_refused_before_it_fills_the_memory()
    {
        var received = 0;
        var reader = new LineReader((space, _) =>
        {
            space.Span.Fill((byte)'a');
            received += space.Length;
            return space.Length;
        })
        { MaxLength = 100_000 };

        Assert.Throws<ProtocolException>(() => reader.ReadLine());
        Assert.InRange(received, 100_000, 400_000);
    }

    private static List<string> ReadAll(byte[] input, params int[] cuts)
    {
        var at = 0;
        var reader = new LineReader((space, _) =>
        {
            var end = cuts.Where(c => c > at).DefaultIfEmpty(input.Length).Min();
            var length = Math.Min(space.Length, Math.Min(end, input.Length) - at);
            input.AsSpan(at, length).CopyTo(space.Span);
            at += length;
            return length;
        });
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            lines.Add(Encoding.UTF8.GetString(line.Span));
        return lines;
    }
}
