using Distributary.Embedded;

namespace Distributary.SampleApp.Tests;

/// <summary>The tables that the sample wrote.</summary>
internal sealed class Lake(string path) : IDisposable
{
    private readonly EmbeddedSession session = EmbeddedSession.Create();

    public static IReadOnlyList<string> Tables { get; } = ["bronze", "sales", "returns", "revenue", "dead_letters"];

    public DataFrame Table(string name) => session.Read().Delta(Path.Combine(path, name));

    /// <summary>A table's rows as text, in an order that does not depend on the files; without the instant at which each run processed a row.</summary>
    public List<string> Rows(string table) =>
        [.. Table(table).Drop("_processed_at").Collect().Select(r => r.ToString()).Order(StringComparer.Ordinal)];

    public void Dispose() => session.Dispose();
}
