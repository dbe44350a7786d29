using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Parsing;

/// <summary>Reads the attributes of a pipeline one by one: what each says, and what is wrong with it alone.</summary>
internal sealed class DeclarationReader(INamedTypeSymbol type, Problems problems, CancellationToken cancellationToken)
{
    /// <summary>The name of the dead letters' sink, as the runtime gives it.</summary>
    public const string DeadLetterName = "dead_letters";

    /// <summary>Whether a sink has no name that others could refer to.</summary>
    public bool HasNamelessSink { get; private set; }

    /// <summary>The sinks of the class, then those of its methods, in order.</summary>
    public IReadOnlyList<SinkDeclaration> Sinks()
    {
        var sinks = new List<SinkDeclaration>();
        foreach (var attribute in type.Attributes(KnownTypes.DeltaSink))
            Add(attribute, null);
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var attribute in method.Attributes(KnownTypes.DeltaSink))
                Add(attribute, method);
        }
        return sinks;

        void Add(AttributeData attribute, IMethodSymbol? method)
        {
            if (Sink(attribute, method) is { } sink)
                sinks.Add(sink);
            else
                HasNamelessSink = true;
        }
    }

    public IReadOnlyList<RouteDeclaration> Routes()
    {
        var routes = new List<RouteDeclaration>();
        foreach (var attribute in type.Attributes(KnownTypes.RouteWhen))
        {
            var arguments = new AttributeArguments(attribute);
            if (Positional(arguments, 0, "sink") is not { } sink)
                continue;
            var isDefault = arguments.Value("Otherwise", false);
            if (arguments.PositionalCount == 1 && isDefault)
                routes.Add(new(arguments, sink, null));
            else if (arguments.PositionalCount == 1 || isDefault)
                problems.Add(Rules.RouteShape, arguments.Location, sink, isDefault ? "both a condition and Otherwise = true" : "neither a condition nor Otherwise = true");
            else if (Positional(arguments, 1, "condition") is { } condition)
                routes.Add(new(arguments, sink, condition));
        }
        return routes;
    }

    public IReadOnlyList<RequirementDeclaration> Requirements()
    {
        var requirements = new List<RequirementDeclaration>();
        foreach (var attribute in type.Attributes(KnownTypes.Require))
        {
            var arguments = new AttributeArguments(attribute);
            if (Positional(arguments, 0, "condition") is { } condition)
                requirements.Add(new(arguments, condition, arguments.Text("Reason") ?? condition));
        }
        return requirements;
    }

    public SinkDeclaration? DeadLetter() =>
        type.Attributes(KnownTypes.DeadLetter).FirstOrDefault() is { } attribute ? Table(new(attribute), DeadLetterName, null) : null;

    /// <summary>A positional argument; null where it is missing or empty, which is then reported.</summary>
    public string? Positional(AttributeArguments arguments, int index, string parameter)
    {
        if (arguments.IsBroken)
        {
            problems.AddCompilerError();
            return null;
        }
        var value = arguments.Positional(index);
        if (!string.IsNullOrWhiteSpace(value))
            return value;
        problems.Add(Rules.MissingValue, arguments.PositionalLocation(index), parameter);
        return null;
    }

    private SinkDeclaration? Sink(AttributeData attribute, IMethodSymbol? method)
    {
        var arguments = new AttributeArguments(attribute);
        // What the compiler refuses of the other arguments leaves the sink its name.
        if (((arguments.IsBroken ? arguments.Positional(0) : null) ?? Positional(arguments, 0, "name")) is not { } name)
            return null;
        if (Names.Key(name) is "" or FrameNames.BatchKey or FrameNames.ValidKey or FrameNames.DeadLetterKey)
        {
            problems.Add(Rules.ReservedName, arguments.PositionalLocation(0), name);
            return null;
        }
        if (method is not null && arguments.Has("From"))
            problems.Add(Rules.FromOnFlow, arguments.NamedLocation("From"), name, method.Name);
        return Table(arguments, name, method);
    }

    private SinkDeclaration Table(AttributeArguments arguments, string name, IMethodSymbol? method)
    {
        if (arguments.IsBroken)
        {
            problems.AddCompilerError();
            return new SinkDeclaration(arguments, name, method) { Path = null, Table = null, TxnAppId = "", From = arguments.Text("From"), Mode = "" };
        }
        var (path, table) = TableReader.Place(arguments, name, problems);
        var txnAppId = arguments.Text("TxnAppId");
        if (string.IsNullOrWhiteSpace(txnAppId))
            problems.Add(Rules.MissingOption, arguments.NamedLocation("TxnAppId"), name, "TxnAppId = \"...\"", "an id of the table's writer, without which a repeated batch is written twice");
        var partitionBy = arguments.Texts("PartitionBy");
        for (var i = 0; i < partitionBy.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(partitionBy[i]))
                problems.Add(Rules.MissingValue, arguments.ItemLocation("PartitionBy", i), "PartitionBy");
        }
        return new SinkDeclaration(arguments, name, method)
        {
            Path = path,
            Table = table,
            TxnAppId = txnAppId ?? "",
            From = arguments.Text("From"),
            PartitionBy = partitionBy.Select(c => c ?? "").ToList(),
            MergeSchema = arguments.Value("MergeSchema", false),
            Mode = TableReader.Mode(arguments, problems),
            Options = TableReader.Options(arguments, name, problems),
        };
    }
}
