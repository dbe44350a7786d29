using System.Globalization;
using Distributary.Spark.Engine;

namespace Distributary.Spark.FanOut;

/// <summary>
/// How many parts small work is cut into while a batch is fanned out. Spark's defaults are made for large tables: every commit would read its table's log in 50 tasks, every
/// aggregation would write 200. What the user set stays.
/// </summary>
internal sealed class BatchSettings
{
    private const int Fewest = 2;
    private static readonly (string Key, int Default)[] Keys = [("spark.sql.shuffle.partitions", 200), ("spark.databricks.delta.snapshotPartitions", 50)];

    private readonly IReadOnlyList<(string Key, string Value)> settings;

    private BatchSettings(IReadOnlyList<(string Key, string Value)> settings) => this.settings = settings;

    /// <summary>Chooses by the cores of the cluster.</summary>
    /// <param name="environment">What the session gives.</param>
    /// <param name="session">The session that the user set something in. Not that of a batch, in which Spark sets the query's own number of shuffle partitions.</param>
    public static BatchSettings Choose(SparkEnvironment environment, JvmObject session)
    {
        using var conf = SessionConf(session);
        var cores = environment.SparkContext.Invoke<int>("defaultParallelism");
        return new([.. Keys
            .Where(k => !conf.Invoke<bool>("contains", k.Key))
            .Select(k => (k.Key, Math.Clamp(cores, Fewest, k.Default).ToString(CultureInfo.InvariantCulture)))]);
    }

    /// <summary>
    /// Sets them in a batch's session until disposed. They must not stay: Spark plans the stream's next batch in the same session, and a stateful stream can't change its number of partitions.
    /// </summary>
    public IDisposable Apply(JvmObject session)
    {
        var applied = new Applied(session);
        try
        {
            foreach (var (key, value) in settings)
                applied.Set(key, value);
            return applied;
        }
        catch
        {
            applied.Dispose();
            throw;
        }
    }

    private static JvmObject SessionConf(JvmObject session)
    {
        using var state = session.Invoke<JvmObject>("sessionState");
        return state.Invoke<JvmObject>("conf");
    }

    private sealed class Applied(JvmObject session) : IDisposable
    {
        private readonly JvmObject conf = SessionConf(session);
        private readonly List<(string Key, string? Before)> changed = [];

        public void Set(string key, string value)
        {
            var before = conf.Invoke<bool>("contains", key) ? conf.Invoke<string>("getConfString", key) : null;
            conf.Invoke("setConfString", key, value);
            changed.Add((key, before));
        }

        public void Dispose()
        {
            foreach (var (key, before) in changed)
            {
                if (before is null)
                    conf.Invoke("unsetConf", key);
                else
                    conf.Invoke("setConfString", key, before);
            }
            conf.Dispose();
        }
    }
}
