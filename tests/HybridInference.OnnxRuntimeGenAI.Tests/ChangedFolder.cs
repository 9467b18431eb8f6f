using System.Text.Json.Nodes;

namespace HybridInference.OnnxRuntimeGenAI.Tests;

/// <summary>A copy of the demo model's folder with another configuration or template, deleted at its end.</summary>
internal sealed class ChangedFolder : IDisposable
{
    /// <param name="config">The values of <c>genai_config.json</c> that are others, by section.</param>
    /// <param name="template">The chat template, if it is another.</param>
    public ChangedFolder(string config = "{}", string? template = null)
    {
        Path = Directory.CreateTempSubdirectory("hybrid-genai-").FullName;
        foreach (string file in Directory.EnumerateFiles(DemoFolder.Path))
        {
            System.IO.File.Copy(file, File(System.IO.Path.GetFileName(file)));
        }

        Change("genai_config.json", root =>
        {
            foreach ((string section, JsonNode? values) in JsonNode.Parse(config)!.AsObject())
            {
                foreach ((string key, JsonNode? value) in values!.AsObject())
                {
                    root[section]![key] = value?.DeepClone();
                }
            }
        });
        if (template is not null)
        {
            Change("tokenizer_config.json", root => root["chat_template"] = template);
        }
    }

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void Change(string name, Action<JsonNode> change)
    {
        JsonNode root = JsonNode.Parse(System.IO.File.ReadAllText(File(name)))!;
        change(root);
        System.IO.File.WriteAllText(File(name), root.ToJsonString());
    }
}
