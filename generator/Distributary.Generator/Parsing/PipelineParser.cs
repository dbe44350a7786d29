using Distributary.Generator.Model;
using Distributary.Types;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Distributary.Generator.Parsing;

/// <summary>What a class with <c>[StreamPipeline]</c> says.</summary>
/// <param name="Model">What to emit, null where something prevents it.</param>
/// <param name="Problems">What is wrong, at its place.</param>
/// <param name="Predicates">The conditions to check.</param>
/// <param name="Routings">The routes to check together; none where something prevents the pipeline.</param>
internal sealed record ParsedPipeline(PipelineModel? Model, IReadOnlyList<Diagnostic> Problems, IReadOnlyList<PredicateDeclaration> Predicates, IReadOnlyList<RoutingDeclaration> Routings);

/// <summary>The routes of one input.</summary>
/// <param name="Input">The input's name.</param>
/// <param name="Routes">The routes in the order of declaration.</param>
/// <param name="Columns">The input's columns, null where they are not known.</param>
/// <param name="Known">What is known of the input's rows: of each list one condition is true.</param>
/// <param name="IsExclusive">Whether a row takes the first route that it matches alone.</param>
/// <param name="IsSilent">Whether nothing is said of rows that match no route.</param>
internal sealed record RoutingDeclaration(
    string Input, IReadOnlyList<RouteDeclaration> Routes, StructType? Columns, IReadOnlyList<IReadOnlyList<string>> Known, bool IsExclusive, bool IsSilent);

/// <summary>A condition of a route or requirement.</summary>
/// <param name="Condition">The condition in Spark SQL.</param>
/// <param name="Attribute">The attribute that says it.</param>
/// <param name="Index">Which of the attribute's arguments it is.</param>
/// <param name="Columns">The columns it may use, null where they are not known.</param>
internal sealed record PredicateDeclaration(string Condition, AttributeArguments Attribute, int Index, StructType? Columns);

/// <summary>Turns a class with attributes into a model, and makes every decision on the way. Never throws on code that is half written.</summary>
internal static class PipelineParser
{
    public static ParsedPipeline Parse(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancellationToken)
    {
        var problems = new Problems();
        var reader = new DeclarationReader(type, problems, cancellationToken);
        var arguments = new AttributeArguments(attribute);
        var name = reader.Positional(arguments, 0, "name") ?? "";
        var sinks = reader.Sinks();
        var routes = reader.Routes();
        var requirements = reader.Requirements();
        var deadLetter = reader.DeadLetter();
        var graph = new FrameGraph(type, sinks, routes, requirements.Count > 0, reader.HasNamelessSink, problems);
        cancellationToken.ThrowIfCancellationRequested();

        var schemaType = arguments.Type("Schema");
        var columns = schemaType is null ? null : new SchemaReader(type, arguments, problems).Read(schemaType);
        var schema = columns?.Type;
        var tables = deadLetter is null ? sinks : [.. sinks, deadLetter];
        var isExclusive = arguments.Value("Exclusive", false);
        var policy = Unmatched(arguments, problems);
        TableRules.Check(type, name, tables, graph, schema, requirements, deadLetter, policy, problems);
        RouteRules.Check(type, graph, policy, type.Attributes(KnownTypes.DeadLetter).Any(), problems);
        ColumnRules.Check(columns, tables, graph, problems);
        var settings = Settings(arguments, tables, problems);
        var members = Members(schemaType is not null, settings.Count > 0);
        var language = (attribute.ApplicationSyntaxReference?.SyntaxTree.Options as CSharpParseOptions)?.LanguageVersion ?? LanguageVersion.Latest;
        var typeModel = TypeReader.Read(type, name, graph.Flows.Any(f => !f.Method!.IsStatic), members, language, problems);
        var maxParallelSinks = arguments.Value("MaxParallelSinks", 4);
        if (maxParallelSinks < 1)
            problems.Add(Rules.OutOfRange, arguments.NamedLocation("MaxParallelSinks"), "MaxParallelSinks", "at least 1");
        if (arguments.Text("Checkpoint") is { } checkpoint && string.IsNullOrWhiteSpace(checkpoint))
            problems.Add(Rules.MissingValue, arguments.NamedLocation("Checkpoint"), "Checkpoint");
        var txnScope = Scope(arguments, problems);

        var predicates = Predicates(requirements, routes, sinks, graph, schema);
        if (problems.Prevent)
            return new(null, problems.Found, predicates, []);

        UnusedFlows.Report(type, graph, problems);
        var frames = FrameNaming.Name(graph, isExclusive);
        var unmatched = UnmatchedInputs(graph, policy);
        return new(
            new PipelineModel
            {
                Type = typeModel,
                Name = name,
                Checkpoint = arguments.Text("Checkpoint"),
                TxnScope = txnScope,
                MaxParallelSinks = maxParallelSinks,
                Exclusive = isExclusive,
                Unmatched = unmatched.Count == 0 ? null : policy.ToString(),
                Schema = schema,
                Columns = columns?.Columns ?? default,
                SchemaTypeName = schemaType?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
                Sinks = sinks.Select(s => Sink(s, From(s, graph))).ToValueList(),
                Routes = routes.Select(r => new RouteModel(r.Sink, r.Condition)).ToValueList(),
                Requirements = requirements.Select(r => new RequirementModel(r.Condition, r.Reason)).ToValueList(),
                Flows = graph.Flows.Select(f => new FlowModel(f.Name, f.Inputs.Select(i => i.Name).ToValueList())).ToValueList(),
                DeadLetter = deadLetter is null ? null : Sink(deadLetter, FrameNames.Batch),
                Settings = settings,
                Frames = frames,
                Writes = sinks.Select(s => new WriteModel(s.Name, graph.Sinks[s].Expression)).ToValueList(),
                UnmatchedInputs = unmatched,
            },
            problems.Found,
            predicates,
            graph.RoutedInputs.Select(i => new RoutingDeclaration(
                i.Input.Name, i.Routes, i.Input.HasStreamColumns ? schema : null, i.Known(requirements, graph.Valid), isExclusive, i.Default is null && !arguments.Has("Unmatched"))).ToList());
    }

    private static ValueList<UnmatchedModel> UnmatchedInputs(FrameGraph graph, UnmatchedPolicy policy) =>
        policy == UnmatchedPolicy.Ignore
            ? default
            : graph.RoutedInputs.Where(i => i.Default is null).Select(i => new UnmatchedModel(i.Input.Name, i.Input.Expression, i.Conditions.ToValueList())).ToValueList();

    private static SinkModel Sink(SinkDeclaration sink, string from) => new(sink.Name, sink.Path, sink.Table, sink.TxnAppId, from)
    {
        PartitionBy = sink.PartitionBy.ToValueList(),
        MergeSchema = sink.MergeSchema,
        Mode = sink.Mode,
        Options = sink.Options.Select(o => new OptionModel(o.Name, o.Value)).ToValueList(),
    };

    private static string From(SinkDeclaration sink, FrameGraph graph) => sink.Method?.Name ?? graph.Sinks[sink].Inputs[0].Name;

    private static ValueList<SettingModel> Settings(AttributeArguments pipeline, IReadOnlyList<SinkDeclaration> tables, Problems problems)
    {
        var settings = new SettingsReader(problems);
        settings.Add(pipeline.Text("Checkpoint"), "the checkpoint", pipeline.NamedLocation("Checkpoint"));
        foreach (var table in tables)
        {
            settings.Add(table.Path, $"the path of '{table.Name}'", table.Attribute.NamedLocation("Path"));
            settings.Add(table.Table, $"the table name of '{table.Name}'", table.Attribute.NamedLocation("Table"));
            settings.Add(table.TxnAppId, $"the transaction id of '{table.Name}'", table.Attribute.NamedLocation("TxnAppId"));
            foreach (var option in table.Options)
                settings.Add(option.Value, $"the option {option.Name} of '{table.Name}'", option.Location);
        }
        return settings.ToModel();
    }

    private static IEnumerable<string> Members(bool hasSchema, bool hasSettings)
    {
        IEnumerable<string> members = ["Definition", "Topology", "HandleBatch", "Start"];
        if (hasSchema)
            members = members.Concat(["Schema", ColumnProperties.ClassName]);
        return hasSettings ? members.Concat(["Settings", "Handler"]) : members;
    }

    private static string Scope(AttributeArguments arguments, Problems problems)
    {
        switch (arguments.Value("TxnScope", 0))
        {
            case 0:
                return "Query";
            case 1:
                return "Application";
            default:
                problems.Add(Rules.OutOfRange, arguments.NamedLocation("TxnScope"), "TxnScope", "TxnScope.Query or TxnScope.Application");
                return "";
        }
    }

    private static UnmatchedPolicy Unmatched(AttributeArguments arguments, Problems problems)
    {
        var policy = (UnmatchedPolicy)arguments.Value("Unmatched", 0);
        if (policy is < UnmatchedPolicy.Ignore or > UnmatchedPolicy.Fail)
            problems.Add(Rules.OutOfRange, arguments.NamedLocation("Unmatched"), "Unmatched", "UnmatchedRows.Ignore, UnmatchedRows.DeadLetter or UnmatchedRows.Fail");
        return policy;
    }

    private static IReadOnlyList<PredicateDeclaration> Predicates(
        IReadOnlyList<RequirementDeclaration> requirements, IReadOnlyList<RouteDeclaration> routes, IReadOnlyList<SinkDeclaration> sinks, FrameGraph graph, StructType? schema) =>
    [
        .. requirements.Select(r => new PredicateDeclaration(r.Condition, r.Attribute, 0, schema)),
        .. routes.Where(r => r.Condition is not null).Select(r => new PredicateDeclaration(r.Condition!, r.Attribute, 1, sinks.FirstOrDefault(s => s.Name == r.Sink) is { } sink && graph.Sinks[sink].HasStreamColumns ? schema : null)),
    ];
}
