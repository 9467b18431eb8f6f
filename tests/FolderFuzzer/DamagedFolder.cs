using System.Text.Json.Nodes;

namespace HybridInference.FolderFuzzer;

/// <summary>A copy of a model folder in which one file is damaged.</summary>
internal sealed class DamagedFolder : IDisposable
{
    private const string Template = """
        {%- macro turn(role, text) %}<|im_start|>{{ role }}
        {{ text | trim }}<|im_end|>
        {% endmacro -%}
        {%- set ns = namespace(n=0) -%}
        {%- if tools %}{{ tools | tojson(indent=2) }}{% endif -%}
        {%- for message in messages if message.content is string -%}
          {%- set ns.n = ns.n + 1 -%}
          {{- turn(message['role'], message.content.split('</think>')[-1]) -}}
        {%- else -%}
          {{- raise_exception('nothing') -}}
        {%- endfor -%}
        {%- if add_generation_prompt %}<|im_start|>assistant{{ '\n' * [1, messages | length][0] }}{% endif -%}
        """;

    private static readonly string[] Text = [".json", ".jinja"];
    private readonly string _root = Directory.CreateTempSubdirectory("hybrid-fuzz-").FullName;

    public DamagedFolder(string source, Random random)
    {
        Path = System.IO.Path.Combine(_root, "model");
        string[] files = [.. Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".safetensors", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        foreach (string file in files)
        {
            string target = Target(source, file);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            System.IO.File.WriteAllBytes(target, System.IO.File.ReadAllBytes(file));
        }

        AddTemplate();
        files = [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        string damaged = files[random.Next(files.Length)];
        File = System.IO.Path.GetRelativePath(Path, damaged);
        bool isText = Text.Contains(System.IO.Path.GetExtension(damaged));
        System.IO.File.WriteAllBytes(damaged, Mutation.Apply(System.IO.File.ReadAllBytes(damaged), isText, random));
    }

    public string Path { get; }

    /// <summary>Gets the damaged file, relative to the folder.</summary>
    public string File { get; }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>Gives a folder a template of its own file, which is damaged in its turn.</summary>
    private void AddTemplate()
    {
        string file = System.IO.Path.Combine(Path, "tokenizer_config.json");
        JsonObject config = JsonNode.Parse(System.IO.File.ReadAllBytes(file))!.AsObject();
        config.Remove("chat_template");
        System.IO.File.WriteAllText(file, config.ToJsonString());
        System.IO.File.WriteAllText(System.IO.Path.Combine(Path, "chat_template.jinja"), Template);
    }

    private string Target(string source, string file) => System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(source, file));
}
