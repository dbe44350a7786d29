System.Console.WriteLine("Distributary");
