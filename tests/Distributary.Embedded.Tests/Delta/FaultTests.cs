using Distributary.Embedded.Delta;
using DuckDB.NET.Data;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Distributary.Embedded.Tests.Delta;

public sealed class FaultTests
{
    private const int MoreThanAllCalls = 60;

    public static TheoryData<Fault, bool, bool> Faults => new(from fault in Enum.GetValues<Fault>() from newTable in new[] { true, false } from partitioned in new[] { true, false } select (fault, newTable, partitioned));

    /// <summary>Every call of a batch in turn goes wrong in every way; the batch is retried as a stream would.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public void Whatever_call_goes_wrong_a_retried_batch_is_in_the_table_once(Fault fault, bool newTable, bool partitioned)
    {
        var struck = true;
        for (var bad = 1; struck; bad++)
        {
            using var table = new TestTable();
            if (!newTable)
                Retry(table, 0, null, partitioned);
            var files = new FaultyFileSystem(bad, fault);

            Retry(table, 1, files, partitioned);

            struck = files.Struck;
            Assert.True(bad < MoreThanAllCalls);
            Assert.Equal(newTable ? ["{id: 1}"] : ["{id: 0}", "{id: 1}"], table.Rows("id"));
            if (fault is Fault.Fails)
                Assert.Equal(table.Reopen().Update()!.Files.Count, Directory.GetFiles(table.FolderPath, "*.parquet", SearchOption.AllDirectories).Length);
        }
    }

    /// <summary>Random batches with random faults, against a model that is a list of numbers.</summary>
    [Property(MaxTest = 25)]
    public Property A_stream_of_batches_with_faults_writes_each_once() => Prop.ForAll(
        (from call in Gen.Choose(1, 40) from fault in Gen.Elements(Enum.GetValues<Fault>()) select (call, fault)).ListOf().Select(f => f.Take(12).ToList()).ToArbitrary(),
        faults =>
        {
            using var table = new TestTable();
            for (var batch = 0; batch < faults.Count; batch++)
            {
                Retry(table, batch, new FaultyFileSystem(faults[batch].call, faults[batch].fault), partitioned: false);
                if (batch % 4 == 3)
                    CheckpointWithFault(table, faults[batch]);
            }
            var expected = Enumerable.Range(0, faults.Count).Select(i => $"{{id: {i}}}").Order(StringComparer.Ordinal);
            return faults.Count == 0 || expected.SequenceEqual(table.Rows("id"));
        });

    [Fact]
    public void A_commit_that_isnt_durable_for_sure_is_unknown_and_found_by_the_next_attempt()
    {
        var unknown = 0;
        foreach (var (table, _) in TablesWithOneFault(Fault.FailsAfterwards))
        {
            if (Try(table) is not CommitOutcome.Unknown)
                continue;
            unknown++;
            table.Reopen();
            Assert.IsType<CommitOutcome.AlreadyCommitted>(table.Write("id int", "SELECT 1 AS id", r => r with { Transaction = ("app", 1) }));
            Assert.Equal(["{id: 0}", "{id: 1}"], table.Rows());
        }
        Assert.NotEqual(0, unknown);

        static CommitOutcome? Try(TestTable table)
        {
            try
            {
                return table.Write("id int", "SELECT 1 AS id", r => r with { Transaction = ("app", 1) });
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    [Fact]
    public void One_table_that_fails_doesnt_hold_up_the_others()
    {
        using var good = new TestTable();
        var failed = 0;
        foreach (var (bad, files) in TablesWithOneFault(Fault.Fails))
        {
            try
            {
                var outcomes = DeltaCommit.CommitAll([Commit(bad), Commit(good)]);
                Assert.Equal(files.Struck, outcomes[0] is not CommitOutcome.Committed);
                Assert.IsType<CommitOutcome.Committed>(outcomes[1]);
                failed += files.Struck ? 1 : 0;
            }
            catch (IOException)
            {
                // Failed before the commits: the caller's own business.
            }
        }
        Assert.NotEqual(0, failed);

        static DeltaCommit Commit(TestTable table)
        {
            var write = DeltaWrite.Begin(table.Log, new(TestTable.Schema("id int")));
            return write.Prepare(write.WriteFiles(table.Engine, "SELECT 1 AS id"));
        }
    }

    /// <summary>Tables of one row, each with another call that goes wrong, until a table's calls all go well.</summary>
    private static IEnumerable<(TestTable Table, FaultyFileSystem Files)> TablesWithOneFault(Fault fault)
    {
        var struck = true;
        for (var call = 1; struck; call++)
        {
            Assert.True(call < MoreThanAllCalls);
            using var table = new TestTable();
            table.Write("id int", "SELECT 0 AS id");
            var files = new FaultyFileSystem(call, fault);
            table.Reopen(files);
            yield return (table, files);
            struck = files.Struck;
        }
    }

    private static void Retry(TestTable table, int batch, FaultyFileSystem? files, bool partitioned)
    {
        table.Reopen(files);
        for (var attempt = 0; ; attempt++)
        {
            Assert.True(attempt < 3);
            try
            {
                var outcome = table.Write("id int, p int", $"SELECT {batch} AS id, 7 AS p", r => r with { Transaction = ("stream", batch), PartitionBy = partitioned ? ["p"] : [] });
                if (outcome is CommitOutcome.Committed or CommitOutcome.AlreadyCommitted)
                    return;
                Assert.IsNotType<CommitOutcome.Conflict>(outcome);
            }
            catch (ProcessEndedException)
            {
                table.Reopen();
            }
            catch (Exception e) when (e is IOException or DuckDBException)
            {
                // The stream would fail and be started again.
            }
        }
    }

    private static void CheckpointWithFault(TestTable table, (int Call, Fault Fault) fault)
    {
        var snapshot = table.Reopen().Update()!;
        try
        {
            CheckpointWriter.Write(table.Reopen(new FaultyFileSystem(fault.Call % 10, fault.Fault)), snapshot);
        }
        catch (Exception e) when (e is IOException or ProcessEndedException)
        {
            // A checkpoint that failed must not be seen.
        }
    }
}
