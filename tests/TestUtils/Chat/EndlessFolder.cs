using System.Text.Json.Nodes;

namespace HybridInference.TestUtils;

/// <summary>A copy of a model folder, with a short context and an end token that no answer has, so that every answer fills the context.</summary>
public sealed class EndlessFolder : IDisposable
{
    public const int ContextLength = 120;

    /// <param name="folder">A folder with <c>genai_config.json</c>.</param>
    /// <param name="endToken">The id of a token that the model does not write.</param>
    public EndlessFolder(string folder, int endToken = 0)
    {
        Path = Directory.CreateTempSubdirectory("hybrid-endless-").FullName;
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
        }

        string config = System.IO.Path.Combine(Path, "genai_config.json");
        JsonNode root = JsonNode.Parse(File.ReadAllText(config))!;
        root["model"]!["eos_token_id"] = endToken;
        root["model"]!["context_length"] = ContextLength;
        root["search"]!["max_length"] = ContextLength;
        File.WriteAllText(config, root.ToJsonString());
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
