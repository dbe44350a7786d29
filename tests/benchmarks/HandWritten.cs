using System.Globalization;
using Distributary.Spark;

namespace Distributary.Benchmarks;

/// <summary>The same handler as people write it by hand, with the same client: a Delta append with transaction ids for each sink.</summary>
/// <param name="lake">Where the tables are.</param>
/// <param name="emptyRoutes">How many routes there are beside that no row takes.</param>
/// <param name="isCached">Whether the batch is cached.</param>
/// <param name="threads">How many sinks are written at the same time.</param>
internal sealed class HandWritten(string lake, int emptyRoutes, bool isCached, int threads)
{
    public void Handle(DataFrame batch, long batchId)
    {
        if (isCached)
            batch.Persist();
        try
        {
            var sinks = Sinks(batch, batchId).ToList();
            if (threads == 1)
                sinks.ForEach(s => Write(s.Name, s.Rows, batchId));
            else
                Parallel.ForEach(sinks, new ParallelOptions { MaxDegreeOfParallelism = threads }, s => Write(s.Name, s.Rows, batchId));
        }
        finally
        {
            if (isCached)
                batch.Unpersist();
        }
    }

    private IEnumerable<(string Name, DataFrame Rows)> Sinks(DataFrame batch, long batchId)
    {
        var valid = batch.Where("CustomerID IS NOT NULL AND UnitPrice > 0");
        var sales = valid.Where("Quantity > 0");
        yield return ("bronze", batch);
        yield return ("sales", sales);
        yield return ("returns", valid.Where("Quantity <= 0"));
        yield return ("domestic", valid.Where("Country = 'United Kingdom'"));
        yield return ("foreign", valid.Where("Country <> 'United Kingdom'"));
        yield return ("revenue", sales.SelectExpr("InvoiceNo", "Country", "to_date(InvoiceDate) AS day", "Quantity * UnitPrice AS amount"));
        yield return ("dead_letters", batch.Where("NOT coalesce(CustomerID IS NOT NULL, false) OR NOT coalesce(UnitPrice > 0, false)").SelectExpr(
            "*",
            "CASE WHEN CustomerID IS NULL THEN 'missing_customer' ELSE 'bad_price' END AS _error_reason",
            "filter(array(CASE WHEN CustomerID IS NULL THEN 'missing_customer' END, CASE WHEN NOT coalesce(UnitPrice > 0, false) THEN 'bad_price' END), r -> r IS NOT NULL) AS _error_reasons",
            $"{batchId.ToString(CultureInfo.InvariantCulture)}L AS _batch_id",
            "current_timestamp() AS _processed_at"));
        for (var i = 1; i <= emptyRoutes; i++)
            yield return (FormattableString.Invariant($"e{i}"), valid.Where(FormattableString.Invariant($"Country = 'Nowhere {i}'")));
    }

#pragma warning disable DST124, DST501 // Naive on purpose: a constant txnAppId, and no Persist in one variant, are what the pipeline is measured against.
    private void Write(string sink, DataFrame rows, long batchId) => rows.Write()
        .Mode(SaveMode.Append)
        .Option("txnAppId", "hand." + sink)
        .Option("txnVersion", batchId)
        .Delta(Path.Combine(lake, sink));
#pragma warning restore DST124, DST501
}
