using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Parsing;

/// <summary>The rules on declarations. Each has a page under <c>docs/rules</c>.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor NotPartial = Error("DST001", "A pipeline's class must be partial",
        "The type '{0}' must be partial, so that the pipeline '{1}' can be generated into it");

    public static readonly DiagnosticDescriptor UnsupportedClass = Error("DST002", "A pipeline's class can't be generic or file-local",
        "The pipeline class '{0}' can't be {1}");

    public static readonly DiagnosticDescriptor NoPipeline = Error("DST003", "A sink, route or requirement needs a pipeline",
        "[{0}] does nothing on '{1}', because the class '{2}' has no [StreamPipeline(\"...\")]");

    public static readonly DiagnosticDescriptor TakenMember = Error("DST004", "A member has the name of a generated one",
        "'{0}' is the name of a member that is generated into the pipeline class '{1}'; choose another name");

    public static readonly DiagnosticDescriptor OldLanguage = Error("DST005", "The language version is too old",
        "The generated code needs C# 9 or newer; set <LangVersion> to at least 9 in the project file");

    public static readonly DiagnosticDescriptor MissingValue = Error("DST006", "A value is missing or empty",
        "'{0}' must not be empty");

    public static readonly DiagnosticDescriptor MissingOption = Error("DST007", "A sink lacks a required option",
        "The sink '{0}' needs {1}: {2}");

    public static readonly DiagnosticDescriptor OutOfRange = Error("DST008", "A value is out of range",
        "'{0}' must be {1}");

    public static readonly DiagnosticDescriptor PathAndTable = Error("DST009", "A sink has both a folder and a table name",
        "The sink '{0}' has both Path and Table; a table is found by one of them");

    public static readonly DiagnosticDescriptor DuplicateName = Error("DST010", "Two sinks or flows have the same name",
        "'{0}' and '{1}' can't be told apart by name; names are compared by their letters and digits, without case");

    public static readonly DiagnosticDescriptor ReservedName = Error("DST011", "A sink's name is reserved",
        "A sink can't be named '{0}'; the names batch, valid and dead_letters have a meaning of their own, and a name needs a letter or digit");

    public static readonly DiagnosticDescriptor UnknownSink = Error("DST012", "A route names no sink",
        "The pipeline has no sink '{0}'; {1}");

    public static readonly DiagnosticDescriptor UnknownInput = Error("DST013", "An input names no frame",
        "'{0}' takes '{1}', which is no frame of the pipeline; {2}");

    public static readonly DiagnosticDescriptor Cycle = Error("DST014", "Flows and sinks form a cycle",
        "The flows and sinks take from each other in a circle: {0}");

    public static readonly DiagnosticDescriptor FlowSignature = Error("DST015", "A flow has the wrong shape",
        "The flow '{0}' {1}; a flow is a method that takes frames and returns one: DataFrame {0}(DataFrame input, ...)");

    public static readonly DiagnosticDescriptor FromOnFlow = Error("DST016", "A flow's sink can't say From",
        "The sink '{0}' takes what the flow '{1}' returns, so From has no meaning on it");

    public static readonly DiagnosticDescriptor UnusedFlow = Suggestion("DST017", "Nothing takes from a flow",
        "The flow '{0}' is never called: no sink is on it, and no flow or From takes from it; add [DeltaSink(...)], take from it, or remove it");

    public static readonly DiagnosticDescriptor BadOption = Error("DST018", "An option of a sink is malformed",
        "The option \"{0}\" of the sink '{1}' can't be read: {2}");

    public static readonly DiagnosticDescriptor ReservedOption = Error("DST019", "An option of a sink has a property of its own",
        "The option '{0}' can't be set on the sink '{1}' by Options: {2}");

    public static readonly DiagnosticDescriptor NoDeadLetter = Error("DST020", "Rows that fail a requirement need a place",
        "Rows that fail this requirement would vanish; add [DeadLetter(Path = \"...\", TxnAppId = \"...\")] to '{0}'");

    public static readonly DiagnosticDescriptor NoRequirement = Error("DST021", "Dead letters need a requirement",
        "No row ever becomes a dead letter, because '{0}' has no [Require(\"...\")] and no routes with Unmatched = UnmatchedRows.DeadLetter");

    public static readonly DiagnosticDescriptor NoSink = Warning("DST022", "A pipeline has no sink",
        "The pipeline '{0}' writes nothing; add a [DeltaSink] to the class or to a flow");

    public static readonly DiagnosticDescriptor SharedTxnAppId = Error("DST023", "Two sinks of one table share a TxnAppId",
        "The sinks '{0}' and '{1}' write to '{2}' with the same TxnAppId, so that the second write of each batch is dropped as a repetition of the first; give each its own");

    public static readonly DiagnosticDescriptor BadTableName = Error("DST024", "A table's name is malformed",
        "\"{0}\" is no name of a table: {1}; write table, database.table or catalog.database.table");

    public static readonly DiagnosticDescriptor BadTemplate = Error("DST030", "A string with settings is malformed",
        "In \"{0}\": {1}");

    public static readonly DiagnosticDescriptor SettingName = Error("DST031", "A setting's name can't become a property",
        "The setting '{0}' would become the property '{1}' of Settings, {2}; choose another name");

    public static readonly DiagnosticDescriptor UnsupportedSchema = Error("DST040", "A schema type has no columns",
        "'{0}' can't be a schema: {1}");

    public static readonly DiagnosticDescriptor UnsupportedMember = Error("DST041", "A schema member's type is no column type",
        "The member '{0}' of the schema can't be a column: {1}");

    public static readonly DiagnosticDescriptor AmbiguousMember = Error("DST042", "Two columns of a schema can't be told apart by name",
        "The members '{0}' and '{1}' of the schema both name the column '{2}', because Spark compares column names without case; give one of them a [Column(\"...\")] of its own");

    public static readonly DiagnosticDescriptor PartitionColumn = Error("DST043", "A table can't be partitioned by a column",
        "The sink '{0}' can't be partitioned by '{1}': {2}");

    public static readonly DiagnosticDescriptor DeadLetterColumn = Error("DST044", "A schema member has the name of a dead letter's column",
        "The schema has a column '{0}', which dead letters add to the original ones; rename the member");

    public static readonly DiagnosticDescriptor UnstorableName = Warning("DST045", "A column's name can't be stored",
        "A Delta table without column mapping can't store a column named '{0}', which the sink '{1}' gets: a name must have none of the characters ,;{{}}()= nor spaces, tabs and line breaks; rename it here or in a flow");

    public static readonly DiagnosticDescriptor MisplacedDecimal = Error("DST046", "[Decimal] does not fit its member",
        "The member '{0}' can't have this [Decimal]: {1}");

    public static readonly DiagnosticDescriptor PredicateSyntax = Error("DST050", "A condition can't be parsed",
        "{0}");

    public static readonly DiagnosticDescriptor PredicateBinding = Error("DST051", "A condition does not fit the schema",
        "{0}");

    public static readonly DiagnosticDescriptor PredicateType = Error("DST052", "A condition is neither true nor false",
        "The condition '{0}' is of type {1}; it must be a boolean");

    public static readonly DiagnosticDescriptor UnmatchedRows = Warning("DST200", "Rows that match no route go nowhere",
        "Rows of '{0}' that match no route of {1} go nowhere{2}; add [RouteWhen(\"...\", Otherwise = true)], or say what becomes of them: Unmatched = UnmatchedRows.Ignore, DeadLetter or Fail");

    public static readonly DiagnosticDescriptor RouteShape = Error("DST201", "A route needs either a condition or Otherwise",
        "The route to '{0}' has {1}; write [RouteWhen(\"{0}\", \"condition\")], or [RouteWhen(\"{0}\", Otherwise = true)] for the default route");

    public static readonly DiagnosticDescriptor SecondDefault = Error("DST202", "An input has two default routes",
        "'{0}' and '{1}' are both the default route of '{2}'; only one of them can get the rows that no other route matches");

    public static readonly DiagnosticDescriptor DefaultWithConditions = Error("DST203", "A sink has a default route and conditions",
        "The sink '{0}' has a default route besides conditions; a default route already gets every row that no route of another sink matches");

    public static readonly DiagnosticDescriptor NoOtherRoute = Warning("DST204", "A default route is the only route",
        "The default route to '{0}' gets every row of '{1}', because no other sink has a route there; remove the route");

    public static readonly DiagnosticDescriptor UnmatchedNeedsDeadLetter = Error("DST205", "Unmatched rows need a place",
        "Rows that match no route should be dead letters; add [DeadLetter(Path = \"...\", TxnAppId = \"...\")] to '{0}'");

    public static readonly DiagnosticDescriptor UnmatchedOfOtherColumns = Error("DST206", "Unmatched rows of a flow or sink can't be dead letters",
        "Rows of '{0}' that match no route can't be dead letters, which are rows of the stream itself; add a default route: [RouteWhen(\"...\", Otherwise = true)]");

    public static readonly DiagnosticDescriptor UnreachableRoute = Warning("DST207", "A route never matches",
        "No row of '{1}' takes the route \"{0}\": {2}");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = ImmutableArray.Create(
        NotPartial,
        UnsupportedClass,
        NoPipeline,
        TakenMember,
        OldLanguage,
        MissingValue,
        MissingOption,
        OutOfRange,
        PathAndTable,
        DuplicateName,
        ReservedName,
        UnknownSink,
        UnknownInput,
        Cycle,
        FlowSignature,
        FromOnFlow,
        UnusedFlow,
        BadOption,
        ReservedOption,
        NoDeadLetter,
        NoRequirement,
        NoSink,
        SharedTxnAppId,
        BadTableName,
        BadTemplate,
        SettingName,
        UnsupportedSchema,
        UnsupportedMember,
        AmbiguousMember,
        PartitionColumn,
        DeadLetterColumn,
        UnstorableName,
        MisplacedDecimal,
        PredicateSyntax,
        PredicateBinding,
        PredicateType,
        UnmatchedRows,
        RouteShape,
        SecondDefault,
        DefaultWithConditions,
        NoOtherRoute,
        UnmatchedNeedsDeadLetter,
        UnmatchedOfOtherColumns,
        UnreachableRoute);

    private static DiagnosticDescriptor Error(string id, string title, string message) => new(id, title, message, "Distributary", DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static DiagnosticDescriptor Suggestion(string id, string title, string message) => new(id, title, message, "Distributary", DiagnosticSeverity.Info, isEnabledByDefault: true);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => new(id, title, message, "Distributary", DiagnosticSeverity.Warning, isEnabledByDefault: true);
}
