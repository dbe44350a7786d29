using System.Globalization;
using System.Runtime.CompilerServices;
using Distributary.Generator.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Distributary.Generator.Tests.Incremental;

/// <summary>What the generator remembers, seen from other threads, other versions, broken-off runs, and the garbage collector.</summary>
public class MemoLifetimeTests
{
    private const int Classes = 12;

    private static readonly string[] Project =
    [
        .. Enumerable.Range(0, Classes).Select(i => $"using Distributary;\n[StreamPipeline(Names.P{i % 3}, Schema = typeof(Row))] [DeltaSink(\"a\", Path = \"/a\", TxnAppId = \"a\")] static partial class C{i} {{ }}"),
        "record Row(int Id, string Text);",
        "static class Names { public const string P0 = \"zero\"; public const string P1 = \"one\"; public const string P2 = \"two\"; }",
    ];

    /// <summary>Versions of the project; some differ in a body only, some in what many classes depend on.</summary>
    private static IReadOnlyList<CSharpCompilation> Versions()
    {
        var first = TestCompilation.Create(Project);
        return
        [
            first,
            Edit(Classes, "record Row(long Id, string Text);"),
            Edit(Classes, "record Row(int Id, string Text) { int Body() { return 1; } }"),
            Edit(Classes + 1, Project[Classes + 1].Replace("\"one\"", "\"eins\"", StringComparison.Ordinal)),
            Edit(0, "class Nothing { }"),
            first.AddSyntaxTrees(TestCompilation.Parse("class Other { }", 99)),
            first.WithOptions(first.Options.WithNullableContextOptions(NullableContextOptions.Disable)),
            first.RemoveAllSyntaxTrees().AddSyntaxTrees(first.SyntaxTrees.Reverse()),
        ];

        CSharpCompilation Edit(int file, string source) => first.ReplaceSyntaxTree(first.SyntaxTrees[file], TestCompilation.Parse(source, file));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Forks_of_one_driver_may_run_different_versions_at_once_and_old_ones_again(int threads)
    {
        var versions = Versions();
        var expected = versions.Select(v => Files(TestCompilation.Driver().RunGenerators(v, TestContext.Current.CancellationToken))).ToList();
        var root = TestCompilation.Driver().RunGenerators(versions[0], TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(
            () =>
            {
                var random = new Random(thread);
                var driver = root;
                for (var step = 0; step < 40; step++)
                {
                    var version = random.Next(versions.Count);
                    // Now and then a thread begins from the fork of all.
                    driver = (random.Next(4) == 0 ? root : driver).RunGenerators(versions[version].Clone(), TestContext.Current.CancellationToken);
                    Assert.Equal(expected[version], Files(driver));
                }
            },
            TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task One_version_may_be_run_by_several_threads_at_once()
    {
        foreach (var version in Versions())
        {
            var root = TestCompilation.Driver().RunGenerators(TestCompilation.Create("class Empty { }"), TestContext.Current.CancellationToken);
            var expected = Files(TestCompilation.Driver().RunGenerators(version, TestContext.Current.CancellationToken));
            var found = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Files(root.RunGenerators(version, TestContext.Current.CancellationToken)), TestContext.Current.CancellationToken)));
            Assert.All(found, files => Assert.Equal(expected, files));
        }
    }

    [Fact]
    public void A_run_that_is_cancelled_leaves_nothing_half_done()
    {
        var versions = Versions();
        for (var limit = 1; limit <= Classes; limit++)
        {
            CancellationTokenSource? source = null;
            var left = int.MaxValue;
            var generator = new DigestGenerator(_ =>
            {
                if (--left == 0)
                    source!.Cancel();
            });
            GeneratorDriver driver = CSharpGeneratorDriver.Create(generator);
            for (var version = 0; version < versions.Count; version++)
            {
                using (source = new CancellationTokenSource())
                {
                    left = limit;
                    try
                    {
                        driver = driver.RunGenerators(versions[version], source.Token);
                    }
                    catch (OperationCanceledException)
                    {
                        Assert.True(source.IsCancellationRequested);
                    }
                    left = int.MaxValue;
                }

                // Both the next version and the cancelled one itself are right, whatever was left.
                foreach (var next in new[] { versions[(version + 1) % versions.Count], versions[version] })
                {
                    driver = driver.RunGenerators(next, TestContext.Current.CancellationToken);
                    Assert.Equal(Files(CSharpGeneratorDriver.Create(new DigestGenerator()).RunGenerators(next, TestContext.Current.CancellationToken)), Files(driver));
                }
            }
        }
    }

    [Fact]
    public void A_run_that_is_cancelled_before_it_begins_can_be_repeated()
    {
        var version = Versions()[0];
        var driver = TestCompilation.Driver();
        Assert.ThrowsAny<OperationCanceledException>(() => driver.RunGenerators(version, new CancellationToken(canceled: true)));
        Assert.Equal(Classes, Files(driver.RunGenerators(version, TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    public void Classes_that_an_edit_can_not_reach_are_not_read_again()
    {
        var generator = new DigestGenerator();
        GeneratorDriver driver = CSharpGeneratorDriver.Create(generator);
        var versions = Versions();
        driver = driver.RunGenerators(versions[0], TestContext.Current.CancellationToken);
        Assert.Equal(Classes, generator.Reads);
        driver = driver.RunGenerators(versions[5], TestContext.Current.CancellationToken);
        Assert.Equal(Classes, generator.Reads);
        driver = driver.RunGenerators(versions[4], TestContext.Current.CancellationToken);
        Assert.Equal(Classes, generator.Reads);
        driver.RunGenerators(versions[1], TestContext.Current.CancellationToken);
        Assert.Equal(2 * Classes, generator.Reads);
    }

    [Fact]
    public void Old_versions_are_forgotten()
    {
        var project = new EditedProject(Project);
        var old = Enumerable.Range(0, 10).SelectMany(i => EditAndWatch(project, i)).ToList();
        project.Replace(0, Project[0] + "class Last { }");
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.Equal(10 * 3, old.Count);
        Assert.DoesNotContain(old, o => o.IsAlive);
        GC.KeepAlive(project);
    }

    /// <summary>Edits a body, a declaration that nothing depends on, or one that all depend on, and watches what the edit replaces.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] EditAndWatch(EditedProject project, int number)
    {
        var file = number % 3 == 2 ? Classes : Classes + 1;
        WeakReference[] watched = [new(project.Compilation), new(project.Compilation.GetSemanticModel(project.Compilation.SyntaxTrees[0])), new(project.Compilation.SyntaxTrees[file])];
        var text = number.ToString(CultureInfo.InvariantCulture);
        var added = (number % 3) switch
        {
            0 => "class A { int Body() { return " + text + "; } }",
            1 => "class A" + text + " { }",
            _ => "class B" + text + " { }",
        };
        project.Replace(file, Project[file] + added);
        return watched;
    }

    private static Dictionary<string, string> Files(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        return result.Exception is { } error ? throw new InvalidOperationException("The generator failed.", error) : result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());
    }
}
