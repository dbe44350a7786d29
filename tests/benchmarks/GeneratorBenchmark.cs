using System.Diagnostics;
using System.Globalization;
using Distributary.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Distributary.Benchmarks;

/// <summary>What a run of the generator costs after an edit, beside a generator that only asks the compiler for the same classes, run by run in turn over the same compilations.</summary>
internal static class GeneratorBenchmark
{
    public static void Run(int pipelines, bool hasSharedSchema, int rounds)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pipelines:N0} pipelines, {(hasSharedSchema ? "one schema" : "a schema each")}, milliseconds (median, minimum), ratio (of medians, of minima), megabytes"));
        var cold = new Samples("cold run");
        for (var round = 0; round <= Math.Max(1, rounds / 5); round++)
        {
            // New trees each time: nothing is bound yet for either.
            cold.Add(Cold(new PipelineGenerator(), pipelines, hasSharedSchema), Cold(new AttributeFinder(), pipelines, hasSharedSchema), isWarm: round > 0);
        }
        cold.Print();

        var project = new GeneratedProject(pipelines, hasSharedSchema);
        Measure("body elsewhere", project, project.EditBodyElsewhere, rounds);
        Measure("signature elsewhere", project, project.EditSignatureElsewhere, rounds);
        Measure("same file", project, project.EditSameFile, rounds);
        Measure("the pipeline itself", project, project.EditPipeline, rounds);
        Measure("a schema type", project, project.EditSchema, rounds);
    }

    private static void Measure(string name, GeneratedProject project, Action edit, int rounds)
    {
        var (ours, floor) = (Driver(new PipelineGenerator()).RunGenerators(project.Compilation), Driver(new AttributeFinder()).RunGenerators(project.Compilation));
        var samples = new Samples(name);
        for (var round = 0; round < rounds; round++)
        {
            // Each generator gets a compilation of its own in which nothing is bound, and goes first every other time.
            edit();
            var (mine, other) = (project.Compilation.Clone(), project.Compilation.Clone());
            Cost a, b;
            if (round % 2 == 0)
            {
                a = Time(ref ours, mine);
                b = Time(ref floor, other);
            }
            else
            {
                b = Time(ref floor, other);
                a = Time(ref ours, mine);
            }
            samples.Add(a, b, isWarm: round >= 3);
        }
        samples.Print();
    }

    private static Cost Cold(IIncrementalGenerator generator, int pipelines, bool hasSharedSchema)
    {
        var compilation = new GeneratedProject(pipelines, hasSharedSchema).Compilation;
        GeneratorDriver driver = Driver(generator);
        return Time(ref driver, compilation);
    }

    private static CSharpGeneratorDriver Driver(IIncrementalGenerator generator) => CSharpGeneratorDriver.Create(generator);

    private static Cost Time(ref GeneratorDriver driver, Compilation compilation)
    {
        GC.Collect();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        driver = driver.RunGenerators(compilation);
        return new(watch.Elapsed.TotalMilliseconds, (GC.GetAllocatedBytesForCurrentThread() - bytes) / 1e6);
    }

    private readonly record struct Cost(double Milliseconds, double Megabytes);

    private sealed class Samples(string name)
    {
        private readonly List<Cost> ours = [];
        private readonly List<Cost> floor = [];

        public void Add(Cost mine, Cost other, bool isWarm)
        {
            if (!isWarm)
                return;
            ours.Add(mine);
            floor.Add(other);
        }

        public void Print() => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name,-20}  generator {Median(ours, c => c.Milliseconds):0.00}, {ours.Min(c => c.Milliseconds):0.00}   floor {Median(floor, c => c.Milliseconds):0.00}, {floor.Min(c => c.Milliseconds):0.00}   ratio {Median(ours, c => c.Milliseconds) / Median(floor, c => c.Milliseconds):0.000}, {ours.Min(c => c.Milliseconds) / floor.Min(c => c.Milliseconds):0.000}   MB {Median(ours, c => c.Megabytes):0.0}, {Median(floor, c => c.Megabytes):0.0}"));

        private static double Median(List<Cost> costs, Func<Cost, double> value) => costs.Select(value).Order().ElementAt(costs.Count / 2);
    }

    /// <summary>The least that a generator with <c>ForAttributeWithMetadataName</c> does: it finds the classes and reads nothing.</summary>
    private sealed class AttributeFinder : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            var classes = context.SyntaxProvider.ForAttributeWithMetadataName("Distributary.StreamPipelineAttribute", static (node, _) => node is TypeDeclarationSyntax, static (_, _) => true);
            context.RegisterSourceOutput(classes, static (_, _) => { });
        }
    }
}
