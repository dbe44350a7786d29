namespace Distributary.SampleApp;

/// <summary>One line of an invoice, as the retail files have it.</summary>
public sealed record Sale(string InvoiceNo, string StockCode, string? Description, int Quantity, DateTime InvoiceDate, double UnitPrice, double? CustomerID, string Country);
