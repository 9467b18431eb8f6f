using System.CommandLine;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;

namespace HybridInference.Tool.Tests;

public sealed class ScanCommandTests : IDisposable
{
    private static readonly string Address = string.Join('@', "maria.example", "mail.test.org");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hybrid-scan-");
    private readonly string _file;

    public ScanCommandTests() => _file = PathOf("file.txt");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Scan_FileWithAnAddress_ReturnsOneAndHidesTheValue()
    {
        File.WriteAllText(_file, $"first line\nwrite to {Address}\n");

        (int code, string output) = Run("scan", _file);

        Assert.Equal(ScanCommand.Found, code);
        Assert.Contains(PiiCategories.Email, output);
        Assert.DoesNotContain("maria", output);
    }

    [Fact]
    public void Scan_Show_PrintsTheValue()
    {
        File.WriteAllText(_file, Address);

        Assert.Contains("maria", Run("scan", "--json", "--show", _file).Output);
    }

    [Fact]
    public void Scan_Json_HasLineAndColumn()
    {
        File.WriteAllText(_file, $"first line\nwrite to {Address}\n");

        using JsonDocument json = JsonDocument.Parse(Run("scan", "--json", _file).Output);

        JsonElement finding = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal((2, 10), (finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32()));
        Assert.False(finding.TryGetProperty("value", out _));
    }

    [Fact]
    public void Scan_FileWithoutPrivateData_ReturnsZero()
    {
        File.WriteAllText(_file, "see https://github.com");

        Assert.Equal(0, Run("scan", _file).Code);
    }

    [Fact]
    public void Scan_MissingFile_TellsItAndScansTheOthers()
    {
        File.WriteAllText(_file, Address);

        (int code, string output) = Run("scan", _file + ".missing", _file);

        Assert.Equal(ScanCommand.CannotRead, code);
        Assert.Contains($"{_file}:1:1", output);
        Assert.Contains($"Could not find file '{_file}.missing'", output);
    }

    [Fact]
    public void Scan_Folder_ReadsAllTextsUnderItButThoseOfGit()
    {
        Write("a/.env", Address, Encoding.UTF8);
        Write("a/b/wide.txt", Address, Encoding.Unicode);
        Write("a/image.png", Address + '\0', Encoding.UTF8);
        Write("a/.git/index", Address, Encoding.UTF8);

        (int code, string output) = Run("scan", "--json", _folder.FullName);

        Assert.Equal(ScanCommand.Found, code);
        string[] parts = output.Split('\n', 2);
        Assert.Equal($"'{PathOf("a/image.png")}' is no text and was not scanned.", parts[0].Trim());
        using JsonDocument json = JsonDocument.Parse(parts[1]);
        Assert.Equal(
            [PathOf("a/.env"), PathOf("a/b/wide.txt")],
            json.RootElement.EnumerateArray().Select(finding => finding.GetProperty("file").GetString()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_Pipe_IsReadLikeAFile(bool isWide)
    {
        Encoding encoding = isWide ? Encoding.Unicode : Encoding.UTF8;
        string text = string.Concat(Enumerable.Repeat("a long text, ", 1000)) + Address;
        using Stream pipe = PipeReader.Create(new([.. encoding.GetPreamble(), .. encoding.GetBytes(text)])).AsStream();

        Assert.Equal(text, FileScan.Read(pipe));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_WideTextWithoutAMark_IsReadAsWhatItIs(bool isBigEndian)
    {
        string text = $"first line\nwrite to {Address} or J\u00F6rg, or \u5F20\u4F1F\n";
        File.WriteAllBytes(_file, new UnicodeEncoding(isBigEndian, byteOrderMark: false).GetBytes(text));

        Assert.Equal(text, FileScan.Read(_file));
    }

    [Theory]
    [InlineData("AB\0\0CD\0\0EFGH")]
    [InlineData("\0abcdefghijklmnopqrstuvwxyz")]
    public void Read_ZerosThatAreNoWideText_IsNoText(string text)
    {
        File.WriteAllText(_file, text);

        Assert.Null(FileScan.Read(_file));
    }

    [Fact]
    public void ScanRows_RowsComeThroughAPipe_AreScanned()
    {
        string row = $$"""{"text":"write to {{Address}}"}""";
        var start = new System.Diagnostics.ProcessStartInfo("sh") { RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"echo '{row}' | dotnet '{typeof(ScanCommand).Assembly.Location}' scan --jsonl");
        using var process = System.Diagnostics.Process.Start(start)!;

        string output = process.StandardOutput.ReadToEnd();

        Assert.Contains("EMAIL", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Scan_NamesAndValuesThatATerminalWouldObey_AreWrittenOut()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        string name = PathOf("a\u001b[2J\u009b\u202e\n.txt"), binary = PathOf("b\u001b.png"), missing = PathOf("c\u001b");
        File.WriteAllText(name, "password: \"a\u001b]0;x\u0007b1c2d3\"");
        File.WriteAllText(binary, "\0");

        string output = Run("scan", "--show", name, binary, missing).Output;

        Assert.Contains("a\\u001b[2J\\u009b\\u202e\\u000a.txt:1:", output);
        Assert.Contains("b\\u001b.png", output);
        Assert.Contains("c\\u001b", output);
        Assert.DoesNotContain(output, character => char.IsControl(character) && character is not ('\n' or '\r'));
    }

    [Fact]
    public void Scan_PipeInAFolder_HoldsUpNothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        File.WriteAllText(_file, Address);
        using (var process = System.Diagnostics.Process.Start("mkfifo", PathOf("a.pipe")))
        {
            process.WaitForExit();
        }

        Assert.Equal(ScanCommand.Found, Run("scan", _folder.FullName).Code);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("1.5")]
    [InlineData("-0.1")]
    public void Scan_ScoreThatNothingCanHave_IsRefused(string score)
    {
        File.WriteAllText(_file, Address);

        (int code, string output) = Run("scan", "--min-score", score, _file);

        Assert.NotEqual(0, code);
        Assert.Contains("from 0 to 1", output);
    }

    [Fact]
    public void Scan_EmptyPath_IsTold() => Assert.Equal(ScanCommand.CannotRead, Run("scan", "").Code);

    [Fact]
    public void JsonLines_Rows_GiveOneRowOfSpansEach()
    {
        using var output = new StringWriter();
        string rows = $$"""
            {"text": "é {{Address}}"}
            {"text": "nothing"}
            """;

        int code = JsonLinesScan.Run(new StringReader(rows), output);

        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using JsonDocument first = JsonDocument.Parse(lines[0]);
        JsonElement span = Assert.Single(first.RootElement.GetProperty("spans").EnumerateArray());
        Assert.Equal(0, code);
        Assert.Equal((2, 2 + Address.Length), (span.GetProperty("start").GetInt32(), span.GetProperty("end").GetInt32()));
        Assert.Equal(PiiCategories.Email, span.GetProperty("type").GetString());
        Assert.Equal("{\"spans\":[]}", lines[1].Trim());
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("[1]")]
    [InlineData("{\"text\": 1}")]
    [InlineData("{\"a\": \"text\"}")]
    public void JsonLines_InvalidRow_TellsItScansTheOthersAndReturnsTwo(string row)
    {
        using var output = new StringWriter();

        int code = JsonLinesScan.Run(new StringReader($"{row}\n\n{{\"text\":\"nothing\"}}\n"), output);

        Assert.Equal(2, code);
        Assert.Equal(
            ["{\"error\":\"Line 1 is no object with a string \\\"text\\\".\"}", "{\"spans\":[]}"],
            output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void JsonLines_HalfASurrogatePair_CountsAsOneUnit()
    {
        using var output = new StringWriter();

        int code = JsonLinesScan.Run(new StringReader($"{{\"text\":\"\\ud83d {Address}\"}}"), output);

        Assert.Equal(0, code);
        Assert.StartsWith("{\"spans\":[{\"start\":2,", output.ToString(), StringComparison.Ordinal);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, string text, Encoding encoding)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text, encoding);
    }

    private static (int Code, string Output) Run(params string[] args)
    {
        using var output = new StringWriter();
        int code = ScanCommand.CreateRoot().Parse(args).Invoke(new InvocationConfiguration { Output = output, Error = output });
        return (code, output.ToString());
    }
}
