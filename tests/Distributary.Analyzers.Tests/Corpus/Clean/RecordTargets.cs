using Distributary;
using Distributary.Spark;
using static Distributary.Functions;

namespace Shop;

public sealed record Target
{
    public required string Name { get; init; }

    public string Root { get; init; } = "/lake";

    public Func<DataFrame, DataFrame> Shape { get; init; } = rows => rows;

    public string Path => $"{Root}/{Name}";
}

// Records with paths that are set where they are made, or in a copy.
public sealed class RecordTargets(string app)
{
    private static readonly Target Base = new() { Name = "base" };

    private readonly Target[] targets = [Base, Base with { Name = "sales", Shape = r => r.Where("amount > 0") }, new() { Name = "base", Root = "/archive" }];

    public StreamingQuery Start(DataFrame stream) => stream.WriteStream().Option("checkpointLocation", "/chk/r").ForeachBatch((batch, id) =>
    {
        using var kept = new Kept(batch);
        foreach (var target in targets)
            target.Shape(kept.Rows).Write().Mode(SaveMode.Append).Option("txnAppId", $"{app}:{target.Path}").Option("txnVersion", id).Delta(target.Path);
    }).Start();

    private sealed class Kept(DataFrame rows) : IDisposable
    {
        public DataFrame Rows { get; } = rows.Persist();

        public void Dispose() => Rows.Unpersist();
    }
}
