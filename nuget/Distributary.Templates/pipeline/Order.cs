using Distributary;

namespace DistributaryApp;

/// <summary>A line of the CSV files. Its properties are the columns of the stream.</summary>
public sealed record Order(string OrderId, DateTime OrderedAt, string? Customer, string Product, int Quantity, [property: Decimal(10, 2)] decimal UnitPrice);
