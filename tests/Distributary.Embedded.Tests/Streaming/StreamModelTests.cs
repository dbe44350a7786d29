using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Distributary.Embedded.Tests.Streaming;

/// <summary>Random runs, failures and stops against the simplest model: the rows of all files in their order.</summary>
public sealed class StreamModelTests
{
    [Property(MaxTest = 20)]
    public Property Every_row_comes_once_and_in_order_whatever_fails_or_stops_on_the_way() => Prop.ForAll(Actions(), actions =>
    {
        using var script = new StreamScript();
        script.Option("maxFilesPerTrigger", "2");
        var added = new List<long>();
        foreach (var action in actions)
            Do(script, action, added);

        script.Do("let all work", () => Repair(script)).RunAvailableNow();
        Assert.Equal(added, script.Committed.SelectMany(b => b));
    });

    private static void Do(StreamScript script, ModelAction action, List<long> added)
    {
        switch (action)
        {
            case ModelAction.Add(var rows):
                var values = Enumerable.Range(added.Count, rows).Select(i => (long)i).ToArray();
                script.AddFile($"{added.Count:D5}-{Guid.NewGuid():N}", values);
                added.AddRange(values);
                break;
            case ModelAction.Run:
                script.RunAvailableNow();
                break;
            case ModelAction.FailingHandler(var after):
                var left = after;
                script.Do($"fail after {after} batches", () => script.Handler = _ => Assert.True(left-- > 0));
                Attempt(script);
                break;
            case ModelAction.FailingFiles(var after):
                var calls = after;
                script.Do($"fail after {after} calls", () => script.Files.Before = (_, path) =>
                {
                    if (Interlocked.Decrement(ref calls) < 0)
                        throw new IOException($"No space left on device: {path}");
                });
                Attempt(script);
                break;
            case ModelAction.StopAfter(var milliseconds):
                script.Start(Trigger.ProcessingTime(TimeSpan.Zero)).Do($"wait {milliseconds} ms", () => Thread.Sleep(milliseconds)).Stop();
                break;
        }
    }

    /// <summary>A run of which nothing is expected but that the next ones make good for it.</summary>
    private static void Attempt(StreamScript script)
    {
        _ = Record.Exception(() => script.RunAvailableNow());
        script.Do("let all work", () => Repair(script));
    }

    private static void Repair(StreamScript script)
    {
        script.Handler = _ => { };
        script.Files.Before = (_, _) => { };
    }

    private static Arbitrary<List<ModelAction>> Actions() => Arb.From(Gen.Frequency(
        (4, Gen.Choose(1, 3).Select(n => (ModelAction)new ModelAction.Add(n))),
        (1, Gen.Constant((ModelAction)new ModelAction.Run())),
        (1, Gen.Choose(0, 3).Select(n => (ModelAction)new ModelAction.FailingHandler(n))),
        (1, Gen.Choose(0, 40).Select(n => (ModelAction)new ModelAction.FailingFiles(n))),
        (1, Gen.Choose(0, 30).Select(n => (ModelAction)new ModelAction.StopAfter(n)))).ListOf().Select(a => a.ToList()));

    private abstract record ModelAction
    {
        public sealed record Add(int Rows) : ModelAction;

        public sealed record Run : ModelAction;

        public sealed record FailingHandler(int After) : ModelAction;

        public sealed record FailingFiles(int After) : ModelAction;

        public sealed record StopAfter(int Milliseconds) : ModelAction;
    }
}
