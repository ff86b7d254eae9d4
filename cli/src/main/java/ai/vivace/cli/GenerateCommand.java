package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Device;
import ai.vivace.text.generate.Penalties;
import ai.vivace.text.generate.Sampling;
import ai.vivace.text.learn.TextGenerator;
import ai.vivace.text.learn.Writing;
import ai.vivace.text.learn.WrittenText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Continues a text. */
@Command(
        name = "generate",
        description = {
            "Continue a text by a language model, word by word as it is written.",
            "What is drawn follows from the seed alone: the same command writes the same text."
        },
        footer = {
            "  vivace generate runs/shakespeare --prompt \"ROMEO:\"",
            "  vivace generate gpt2 --prompt \"Once upon a time\" --length 100 --top-p 0.9   # a folder as published",
            "  vivace generate runs/novel --prompt \"It was\" --temperature 0 --count 1 --json"
        })
final class GenerateCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description =
                    "A model of vivace train lm, its folder, or the folder of a published language model (config.json,"
                            + " tokenizer.json, model.safetensors).")
    @SuppressWarnings("NullAway.Init")
    private Path model;

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "What to continue; default: a new text.")
    private String prompt = "";

    @Option(
            names = "--length",
            paramLabel = "N",
            defaultValue = "200",
            description = "The most tokens to write (default: 200).")
    private int length;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0.8",
            description = "Below 1 for likelier tokens, above for rarer; 0 for the likeliest always (default: 0.8).")
    private double temperature;

    @Option(
            names = "--top-k",
            paramLabel = "N",
            defaultValue = "200",
            description = "Only the likeliest N; 0 for all (default: 200).")
    private int topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            defaultValue = "1",
            description = "Only the likeliest tokens of this mass together (default: 1, all).")
    private double topP;

    @Option(
            names = "--min-p",
            paramLabel = "P",
            defaultValue = "0",
            description = "Only tokens at least so many times as likely as the likeliest (default: 0, all).")
    private double minP;

    @Option(
            names = "--repetition-penalty",
            paramLabel = "F",
            defaultValue = "1",
            description = "Above 1 makes tokens that were there before less likely (default: 1).")
    private double repetition;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many texts to write (default: 1).")
    private int count;

    @Override
    public Integer call() {
        InputException.require(count >= 1, () -> "--count must be at least 1, but was " + count + ".");
        Console console = main.console();
        Writing how = new Writing(
                length,
                new Sampling(temperature, topK, topP, minP),
                Penalties.none().repetition(repetition),
                seed.seed());
        Device device = engine.start();
        List<Map<String, Object>> told = new ArrayList<>();
        try (TextGenerator generator = open(device)) {
            for (int number = 0; number < count; number++) {
                console.write(prompt);
                WrittenText text = generator.write(prompt, how.seed(seed.seed() + number), console::write);
                console.print("");
                text.notes().forEach(console::warn);
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("text", text.text());
                one.put("tokens", text.tokens());
                one.put("ending", text.ending());
                told.add(one);
            }
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model.toString());
        document.put("prompt", prompt);
        document.put("texts", told);
        console.document(document);
        return 0;
    }

    private TextGenerator open(Device device) {
        Path ofRun = model.resolve(RunReport.MODEL);
        if (Files.isRegularFile(ofRun)) {
            return TextGenerator.open(ofRun, device);
        }
        return Files.isDirectory(model) ? TextGenerator.published(model, device) : TextGenerator.open(model, device);
    }
}
