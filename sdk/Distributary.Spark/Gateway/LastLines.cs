namespace Distributary.Spark.Gateway;

/// <summary>The last lines that a process wrote, for the message that tells of its end. Safe for several threads.</summary>
internal sealed class LastLines
{
    private const int KeptLines = 40;
    private const int KeptCharacters = 1000;

    private readonly Queue<string> lines = [];

    /// <summary>Adds a line, cut where it is very long.</summary>
    public void Add(string line)
    {
        lock (lines)
        {
            if (lines.Count == KeptLines)
                lines.Dequeue();
            lines.Enqueue(line.Length <= KeptCharacters ? line : line[..KeptCharacters] + "...");
        }
    }

    /// <summary>The lines, indented.</summary>
    public override string ToString()
    {
        lock (lines)
            return string.Concat(lines.Select(l => $"{Environment.NewLine}  {l}"));
    }
}
