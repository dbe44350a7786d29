Console.Error.WriteLine("usage: Distributary.Benchmarks NAME");
return 2;
