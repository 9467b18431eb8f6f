using System.Text;
using HybridInference.Tool;

Console.OutputEncoding = Encoding.UTF8;
Console.InputEncoding = Encoding.UTF8;
return ScanCommand.CreateRoot().Parse(args).Invoke();
