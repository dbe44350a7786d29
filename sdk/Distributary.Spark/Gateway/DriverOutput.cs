namespace Distributary.Spark.Gateway;

/// <summary>The first and the last lines that a driver wrote, for the message that tells of its end. Safe for several threads.</summary>
internal sealed class DriverOutput
{
    // A launcher names the problem first and then explains its usage at length; a driver that ran names it last.
    private const int KeptFirst = 5;
    private const int KeptLast = 40;
    private const int KeptCharacters = 1000;

    private readonly List<string> first = [];
    private readonly Queue<string> last = [];
    private bool isCut;

    /// <summary>Adds a line, cut where it is very long.</summary>
    public void Add(string line)
    {
        var kept = line.Length <= KeptCharacters ? line : line[..KeptCharacters] + "...";
        lock (first)
        {
            if (first.Count < KeptFirst)
            {
                first.Add(kept);
                return;
            }
            if (last.Count == KeptLast)
            {
                last.Dequeue();
                isCut = true;
            }
            last.Enqueue(kept);
        }
    }

    /// <summary>The lines with a heading.</summary>
    public override string ToString()
    {
        lock (first)
            return first.Count == 0 ? " It wrote nothing." : " It wrote:" + string.Concat(first.Concat(isCut ? ["..."] : []).Concat(last).Select(l => $"{Environment.NewLine}  {l}"));
    }
}
