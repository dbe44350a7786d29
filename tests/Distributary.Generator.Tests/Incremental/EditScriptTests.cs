using System.Globalization;
using DiffPlex.Renderer;
using Distributary.Generator.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Distributary.Generator.Tests.Incremental;

/// <summary>Whatever is edited, in whatever order: what the driver of the edits knows is what a driver that begins knows.</summary>
public class EditScriptTests
{
    private const int Steps = 40;

    /// <summary>How many scripts run; <c>EDIT_SCRIPTS</c> asks for more, <c>EDIT_SCRIPTS_FROM</c> for others.</summary>
    private static readonly int Scripts = Setting("EDIT_SCRIPTS", 30);

    private static readonly int First = Setting("EDIT_SCRIPTS_FROM", 0);

    [Fact]
    public void After_any_edit_everything_that_symbols_tell_is_what_a_fresh_run_tells()
    {
        var (asked, read, pipelines) = (0L, 0L, 0L);
        Parallel.For(First, First + Scripts, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken }, seed =>
        {
            var script = new EditScript(seed);
            for (var step = 0; step < Steps; step++)
            {
                var before = script.Describe();
                if (!script.Edit())
                    break;
                var fresh = new DigestGenerator();
                var expected = EditScript.Output(EditScript.Driver(fresh, script.Compilation).RunGenerators(script.Compilation, TestContext.Current.CancellationToken));
                if (expected != script.Output())
                    Assert.Fail($"Seed {seed}, step {step}, after: {script.LastEdit}\n{Difference(before, script.Describe())}\n{Difference(expected, script.Output())}\n{script.Describe()}");
                Interlocked.Add(ref asked, fresh.Reads);
                Interlocked.Add(ref pipelines, expected.Length > 4 ? 1 : 0);
            }
            Interlocked.Add(ref read, script.Reads);
        });

        // The scripts must have pipelines, and what was remembered must have been of use, or all this would show nothing.
        TestContext.Current.TestOutputHelper?.WriteLine($"{asked} classes asked for, {read} read, {pipelines} of {Scripts * Steps} steps with pipelines");
        Assert.InRange(pipelines, Scripts * Steps / 4, Scripts * Steps);
        Assert.InRange(read, 1, asked * 3 / 4);
    }

    private static string Difference(string before, string after) => UnidiffRenderer.GenerateUnidiff(before, after, "before", "after", false, false, 0);

    private static int Setting(string name, int otherwise) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>A project under random edits, with the driver that an editor would keep.</summary>
    private sealed class EditScript
    {
        private static readonly MetadataReference[] Libraries = [TestCompilation.Emit(LibrarySource("string", 0)), TestCompilation.Emit(LibrarySource("int", 0))];

        private readonly Random random;
        private readonly RandomSource source;
        private readonly DigestGenerator generator = new();
        private readonly List<(GeneratorDriver Driver, CSharpCompilation Compilation)> past = [];
        private GeneratorDriver driver;
        private int files;

        public EditScript(int seed)
        {
            random = new Random(seed);
            source = new RandomSource(random);
            Compilation = TestCompilation.Create([.. Enumerable.Range(0, 6).Select(_ => source.File())]);
            Compilation = Compilation.WithReferences(Compilation.References.Where(r => Path.GetFileName(r.Display) is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "Distributary.dll").Append(Libraries[0]));
            files = Compilation.SyntaxTrees.Length;
            driver = Driver(generator, Compilation);
        }

        public CSharpCompilation Compilation { get; private set; }

        public string LastEdit { get; private set; } = "";

        public int Reads => generator.Reads;

        public string Output() => Output(driver);

        public string Describe() => string.Concat(Compilation.SyntaxTrees.Select(t => $"--- {t.FilePath}\n{t}\n"));

        public static CSharpGeneratorDriver Driver(DigestGenerator generator, Compilation compilation) =>
            CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: (CSharpParseOptions?)compilation.SyntaxTrees.FirstOrDefault()?.Options ?? TestCompilation.ParseOptions());

        public static string Output(GeneratorDriver driver)
        {
            var result = driver.GetRunResult().Results.Single();
            return result.Exception is { } error ? throw new InvalidOperationException("The generator failed.", error) : result.GeneratedSources.Single().SourceText.ToString();
        }

        /// <summary>Makes an edit and runs the generator.</summary>
        /// <returns>False where the script can't go on: on some programs that are wrong in many ways the compiler itself never ends, without any generator.</returns>
        public bool Edit()
        {
            past.Add((driver, Compilation));
            var trees = Compilation.SyntaxTrees;
            var tree = trees[random.Next(trees.Length)];
            var kind = random.Next(20);
            LastEdit = string.Create(CultureInfo.InvariantCulture, $"edit {kind} of {tree.FilePath}");
            switch (kind)
            {
                case 0:
                    Compilation = Compilation.AddSyntaxTrees(Parse(source.File(), ++files));
                    break;
                case 1 when trees.Length > 2:
                    Compilation = Compilation.RemoveSyntaxTrees(tree);
                    break;
                case 2:
                    Compilation = Compilation.RemoveSyntaxTrees(tree).AddSyntaxTrees(Parse(tree.ToString(), ++files));
                    break;
                case 3:
                    Compilation = Compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees.OrderBy(_ => random.Next()));
                    break;
                case 4:
                    Compilation = Compilation.WithOptions(Compilation.Options.WithNullableContextOptions(Compilation.Options.NullableContextOptions == NullableContextOptions.Enable ? NullableContextOptions.Disable : NullableContextOptions.Enable));
                    break;
                case 5:
                    Compilation = Compilation.ReplaceReference(Compilation.References.Last(), random.Next(2) == 0 ? Libraries[random.Next(2)] : Project());
                    break;
                case 6:
                    var options = ((CSharpParseOptions)tree.Options).LanguageVersion == LanguageVersion.CSharp9 ? TestCompilation.ParseOptions() : TestCompilation.ParseOptions(LanguageVersion.CSharp9);
                    Compilation = Compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees.Select(t => t.WithRootAndOptions(CSharpSyntaxTree.ParseText(t.ToString(), options).GetRoot(), options)));
                    driver = driver.WithUpdatedParseOptions(options);
                    break;
                case 7:
                    // An editor goes back to a version that it knows, with the driver of then.
                    (driver, Compilation) = past[random.Next(past.Count)];
                    break;
                case 8:
                    // All is new, and the same.
                    Compilation = Compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees.Select(t => CSharpSyntaxTree.ParseText(t.ToString(), (CSharpParseOptions)t.Options, t.FilePath)));
                    break;
                case 9:
                    Compilation = Compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(source.File(), (CSharpParseOptions)tree.Options, tree.FilePath));
                    break;
                case 10:
                    // Two edits at once.
                    Replace(tree);
                    Replace(Compilation.SyntaxTrees[random.Next(trees.Length)]);
                    break;
                default:
                    Replace(tree);
                    break;
            }
            var compiler = new Thread(() => Compilation.Clone().GetDiagnostics()) { IsBackground = true };
            compiler.Start();
            if (!compiler.Join(TimeSpan.FromSeconds(20)))
                return false;
            driver = driver.RunGenerators(Compilation);
            return true;
        }

        private void Replace(SyntaxTree tree) =>
            Compilation = Compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(source.Edit(tree.ToString()), (CSharpParseOptions)tree.Options, tree.FilePath));

        private SyntaxTree Parse(string text, int number) =>
            CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)Compilation.SyntaxTrees[0].Options, string.Create(CultureInfo.InvariantCulture, $"File{number}.cs"));

        /// <summary>A project that is edited beside this one.</summary>
        private CompilationReference Project() => LibrarySource(random.Next(2) == 0 ? "string" : "int", random.Next(3)).ToMetadataReference();

        private static CSharpCompilation LibrarySource(string type, int body) =>
            TestCompilation.Create($"namespace Library; public class Shared {{ public {type} Value {{ get; set; }} public const string X = nameof({type}Of); const int {type}Of = 1; public int Method() {{ return {body}; }} }}").WithAssemblyName("Library");
    }
}
