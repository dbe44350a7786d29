using System.Globalization;
using Distributary.Generator.Model;
using static Distributary.Generator.Emission.CodeWriter;

namespace Distributary.Generator.Emission;

/// <summary>Writes <c>Schema</c> and <c>Definition</c>.</summary>
internal sealed class DefinitionEmitter(CodeWriter code, PipelineModel model)
{
    private const string Pipelines = "global::Distributary.Pipelines.";

    public void Emit()
    {
        if (model.Schema is { } schema)
        {
            code.Line($"/// <summary>The stream's columns, from <c>{Xml(model.SchemaTypeName!)}</c>.</summary>");
            code.Line(PipelineEmitter.GeneratedCode);
            code.Line("public static global::Distributary.Types.StructType Schema { get; } = new global::Distributary.Types.StructType(");
            code.Indent();
            for (var i = 0; i < schema.Fields.Count; i++)
                code.Line(DataTypeExpression.Field(schema.Fields[i]) + (i < schema.Fields.Count - 1 ? "," : ");"));
            code.Outdent();
            code.Line();
        }

        code.Line("/// <summary>What the pipeline's attributes say. Strings hold settings in braces until <c>Resolve</c>.</summary>");
        code.Line(PipelineEmitter.GeneratedCode);
        code.Line($"public static {Pipelines}PipelineDefinition Definition {{ get; }} = new {Pipelines}PipelineDefinition");
        code.Open();
        code.Line($"Name = {Literal(model.Name)},");
        if (model.Schema is not null)
            code.Line("Schema = Schema,");
        if (model.Checkpoint is not null)
            code.Line($"Checkpoint = {Literal(model.Checkpoint)},");
        code.Line($"TxnScope = global::Distributary.TxnScope.{model.TxnScope},");
        code.Line($"MaxParallelSinks = {model.MaxParallelSinks.ToString(CultureInfo.InvariantCulture)},");
        if (model.Exclusive)
            code.Line("Exclusive = true,");
        if (model.Unmatched is not null)
            code.Line($"Unmatched = global::Distributary.UnmatchedRows.{model.Unmatched},");
        List("Sinks", "DeltaSinkDefinition", model.Sinks, Sink);
        List("Routes", "RouteDefinition", model.Routes, r => $"new {Pipelines}RouteDefinition({Literal(r.Sink)}{(r.Condition is null ? "" : ", " + Literal(r.Condition))})");
        List("Requirements", "RequirementDefinition", model.Requirements, r => $"new {Pipelines}RequirementDefinition({Literal(r.Condition)}, {Literal(r.Reason)})");
        List("Flows", "FlowDefinition", model.Flows, f => $"new {Pipelines}FlowDefinition({Literal(f.Name)}, {Strings(f.Inputs)})");
        if (model.DeadLetter is not null)
            code.Line($"DeadLetter = {Sink(model.DeadLetter)},");
        code.Close(";");
        code.Line();
        code.Line("/// <summary>The pipeline as a graph: <c>Topology.ToMermaid()</c> draws it.</summary>");
        code.Line(PipelineEmitter.GeneratedCode);
        code.Line($"public static {Pipelines}PipelineTopology Topology {{ get; }} = {Pipelines}PipelineTopology.Of(Definition);");
    }

    private void List<T>(string property, string type, ValueList<T> items, Func<T, string> expression)
    {
        if (items.Count == 0)
            return;
        code.Line($"{property} = new {Pipelines}{type}[]");
        code.Open();
        foreach (var item in items)
            code.Line(expression(item) + ",");
        code.Close(",");
    }

    private static string Sink(SinkModel sink)
    {
        var place = sink.Table is null ? $"Path = {Literal(sink.Path)}" : $"Table = {Literal(sink.Table)}";
        var partitionBy = sink.PartitionBy.Count > 0 ? $", PartitionBy = {Strings(sink.PartitionBy)}" : "";
        var mergeSchema = sink.MergeSchema ? ", MergeSchema = true" : "";
        var mode = sink.Mode == "Append" ? "" : $", Mode = global::Distributary.SinkMode.{sink.Mode}";
        var options = sink.Options.Count == 0
            ? ""
            : $", Options = new global::System.Collections.Generic.Dictionary<string, string> {{ {string.Join(", ", sink.Options.Select(o => $"[{Literal(o.Name)}] = {Literal(o.Value)}"))} }}";
        return $"new {Pipelines}DeltaSinkDefinition {{ Name = {Literal(sink.Name)}, {place}, TxnAppId = {Literal(sink.TxnAppId)}, From = {Literal(sink.From)}{partitionBy}{mergeSchema}{mode}{options} }}";
    }

    private static string Strings(ValueList<string> items) =>
        items.Count == 0 ? "global::System.Array.Empty<string>()" : $"new string[] {{ {string.Join(", ", items.Select(Literal))} }}";
}
