using System.Text;
using System.Text.Json;
using Distributary.Embedded.Files.Tables;
using Distributary.Embedded.Files.Text;
using Distributary.Types;

namespace Distributary.Embedded.Files.Json;

/// <summary>An object whose names are fields. Missing ones are NULL, unknown ones are passed over, and of two of one name the last counts.</summary>
internal sealed class JsonObjectNode(StructType type, JsonOptions options, Zone zone) : JsonNode
{
    private readonly (byte[] Name, JsonNode Node)[] fields = [.. type.Fields.Select(f => (Encoding.UTF8.GetBytes(f.Name), Of(f.DataType, options, zone)))];

    public override Fit Read(ref Utf8JsonReader json, ColumnVector column, ulong row)
    {
        if (json.TokenType == JsonTokenType.StartObject)
            return Read(ref json, column.Children, row, out _);
        json.Skip();
        return Fit.None;
    }

    /// <summary>Reads the fields of the object into a column each.</summary>
    /// <param name="json">Stands at the object's beginning.</param>
    /// <param name="columns">The fields' columns.</param>
    /// <param name="row">The row of the columns.</param>
    /// <param name="problem">The field that does not fit, -1 where all do.</param>
    public Fit Read(ref Utf8JsonReader json, ColumnVector[] columns, ulong row, out int problem)
    {
        problem = -1;
        foreach (var column in columns)
            column.SetNull(row);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var field = Find(ref json);
            json.Read();
            if (field < 0)
            {
                json.Skip();
                continue;
            }
            columns[field].SetValid(row);
            if (ReadOrNull(fields[field].Node, ref json, columns[field], row) == Fit.Whole)
                continue;
            problem = field;
        }
        return problem < 0 ? Fit.Whole : Fit.Partly;
    }

    /// <summary>Reads a value; <c>null</c>, and what does not fit, is NULL.</summary>
    public static Fit ReadOrNull(JsonNode node, ref Utf8JsonReader json, ColumnVector column, ulong row)
    {
        var isNull = json.TokenType == JsonTokenType.Null;
        var fit = isNull ? Fit.Whole : node.Read(ref json, column, row);
        if (isNull || fit == Fit.None)
            column.SetNull(row);
        return fit;
    }

    private int Find(ref Utf8JsonReader json)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (json.ValueTextEquals(fields[i].Name))
                return i;
        }
        return -1;
    }
}
