using Distributary.Analyzers.Handlers.Model;

namespace Distributary.Analyzers.Handlers.Rules;

/// <summary>Writes to Kafka.</summary>
internal static class KafkaRules
{
    public static void Check(HandlerModel handler, Report report)
    {
        foreach (var write in handler.Writes.Where(w => w.IsKafka))
        {
            if (write.Mode is "overwrite" or "ignore")
                report.Add(HandlerRules.KafkaMode, Places.Of(write.ModeSite!), [write.Location], Keys.Of(handler), write.Mode);
            CheckColumns(handler, write, report);
            if (handler.Source is { Format: "kafka", Topics.Constant: { } sources } && write.Option("topic")?.Constant is { } topic && sources.Split(',').Select(s => s.Trim()).Contains(topic))
                report.Add(HandlerRules.KafkaLoop, Places.Value(write.Options["topic"].Site), [write.Location], Keys.Of(handler, write.Option("topic")), topic);
        }
    }

    private static void CheckColumns(HandlerModel handler, WriteEvent write, Report report)
    {
        if (write.Frame.Columns is not { } columns)
            return;
        if (!columns.TryGetValue("value", out var value))
            report.Add(HandlerRules.KafkaValue, write.Location, [], Keys.Of(handler), string.Join(", ", columns.Keys.OrderBy(k => k, StringComparer.Ordinal)));
        else if (value.Type is { } type && type is not ("string" or "binary") && !type.StartsWith("varchar", StringComparison.Ordinal) && !type.StartsWith("char", StringComparison.Ordinal))
            report.Add(HandlerRules.KafkaValueType, write.Location, [], Keys.Of(handler), type);
        if (write.Lacks("topic") && !columns.ContainsKey("topic"))
            report.Add(HandlerRules.KafkaTopic, write.Location, [], Keys.Of(handler, null, "topic"));

        if (handler.Source?.Format != "kafka")
            return;
        foreach (var (name, effect) in new[] { ("topic", "sends each record back to where it came from"), ("partition", "pins each record to the partition that it came from") })
        {
            if (columns.TryGetValue(name, out var column) && column.Site is null && !(name == "topic" && !write.Lacks("topic")))
                report.Add(HandlerRules.KafkaLeak, write.Location, [], Keys.Of(handler), name, effect);
        }
    }
}
