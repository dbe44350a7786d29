using Distributary.Generator.Model;
using static Distributary.Generator.Emission.CodeWriter;

namespace Distributary.Generator.Emission;

/// <summary>Writes the <c>Columns</c> class.</summary>
internal sealed class ColumnsEmitter(CodeWriter code, PipelineModel model)
{
    private const string Column = "global::Distributary.Column";

    public void Emit()
    {
        code.Line("/// <summary>The stream's columns, for expressions: a name that does not exist does not compile.</summary>");
        code.Line(PipelineEmitter.GeneratedCode);
        code.Open("public static class Columns");
        for (var i = 0; i < model.Columns.Count; i++)
        {
            var column = model.Columns[i];
            if (i > 0)
                code.Line();
            Documentation(column, "column");
            var value = $"global::Distributary.Functions.Col({Literal(SqlIdentifier.QuoteIfNeeded(column.Name))})";
            code.Line($"public static {Declaration(column)} {{ get; }} = {Made(column, value)};");
        }
        Structs(model.Columns);
        code.Close();
    }

    /// <summary>The classes of those columns that are structs.</summary>
    private void Structs(ValueList<ColumnModel> columns)
    {
        foreach (var column in columns.Where(c => c.ClassName is not null))
        {
            code.Line();
            Struct(column);
        }
    }

    private void Struct(ColumnModel column)
    {
        code.Line($"/// <summary>The struct <c>{Xml(column.Name)}</c>, a column by itself, and its fields.</summary>");
        code.Line(PipelineEmitter.GeneratedCode);
        code.Open($"public sealed class {column.ClassName} : {Column}");
        code.Line($"internal {column.ClassName}({Column} column) : base(column.Expression)");
        code.Open();
        code.Close();
        foreach (var field in column.Fields)
        {
            code.Line();
            Documentation(field, "field");
            code.Line($"public {Declaration(field)} => {Made(field, $"base.GetField({Literal(field.Name)})")};");
        }
        Structs(column.Fields);
        code.Close();
    }

    private void Documentation(ColumnModel column, string kind)
    {
        var description = $"The {kind} <c>{Xml(SqlIdentifier.QuoteIfNeeded(column.Name))}</c>: <c>{Xml(column.Type)}</c>.";
        if (column.Summary is null)
        {
            code.Line($"/// <summary>{description}</summary>");
            return;
        }
        code.Documentation("summary", column.Summary);
        code.Line($"/// <remarks>{description}</remarks>");
    }

    private static string Declaration(ColumnModel column) => $"{(column.HidesMember ? "new " : "")}{column.ClassName ?? Column} {column.Property}";

    private static string Made(ColumnModel column, string value) => column.ClassName is null ? value : $"new {column.ClassName}({value})";
}
