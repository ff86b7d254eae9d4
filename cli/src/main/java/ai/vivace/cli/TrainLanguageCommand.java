package ai.vivace.cli;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.tensor.Device;
import ai.vivace.text.Document;
import ai.vivace.text.Shakespeare;
import ai.vivace.text.TextDocuments;
import ai.vivace.text.TextFolder;
import ai.vivace.text.TextLines;
import ai.vivace.text.learn.LanguageData;
import ai.vivace.text.learn.LanguageLearner;
import ai.vivace.text.learn.Writing;
import ai.vivace.text.learn.WrittenText;
import ai.vivace.text.model.AwdConfiguration;
import ai.vivace.text.model.AwdLanguageModel;
import ai.vivace.text.model.CausalTransformer;
import ai.vivace.text.model.DecoderConfiguration;
import ai.vivace.text.token.CharacterTokenizer;
import ai.vivace.text.token.RuledTokenizer;
import ai.vivace.text.token.VocabularyLimits;
import ai.vivace.text.token.WordTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** From texts to a model that goes on writing. */
@Command(
        name = "lm",
        description = {
            "Train a language model, which continues texts.",
            "A small transformer over characters, or an AWD-LSTM over words. Writes the model, the history, a sample and a report into"
                    + " a folder of its own. Ctrl-C ends it early and keeps what was learnt."
        },
        footer = {
            "  vivace train lm                                # the Shakespeare that comes with Vivace",
            "  vivace train lm novel.txt --steps 5000 --width 256",
            "  vivace train lm mails --kind awd-lstm --tokens words --steps 3000",
            "  vivace generate runs/novel --prompt \"It was\""
        })
final class TrainLanguageCommand implements Callable<Integer> {
    private static final String SAMPLE = "sample.txt";
    private static final int STEPS_OF_AN_EPOCH = 250;
    private static final int SAMPLED = 400;
    private static final int EMBEDDING = 128;
    private static final int HIDDEN = 256;
    private static final double TRANSFORMER_RATE = 3e-3;
    private static final double RECURRENT_RATE = 1e-2;
    private static final int RECURRENT_ROWS = 32;

    /** What learns. */
    enum Kind {
        TRANSFORMER,
        AWD_LSTM;

        static Kind of(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "transformer" -> TRANSFORMER;
                case "awd-lstm" -> AWD_LSTM;
                default ->
                    throw new InputException("--kind must be transformer or awd-lstm, but was \"" + name + "\".");
            };
        }
    }

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TrainCommand train;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TEXT",
            description =
                    "A file of text, or a folder of them (.txt); default: the Shakespeare that comes with Vivace.")
    private @Nullable Path text;

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(
            names = "--kind",
            paramLabel = "NAME",
            defaultValue = "transformer",
            description = "transformer (default), with rotary positions, RMS norms and SwiGLU; or awd-lstm.")
    private String kind = "transformer";

    @Option(
            names = "--tokens",
            paramLabel = "NAME",
            description = "characters (default), or words (default for awd-lstm).")
    private @Nullable String tokens;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Batches to learn (default: 1000).")
    private int steps;

    @Option(
            names = "--width",
            paramLabel = "N",
            defaultValue = "128",
            description = "Width of a transformer (default: 128).")
    private int width;

    @Option(
            names = "--layers",
            paramLabel = "N",
            defaultValue = "4",
            description = "Layers of a transformer (default: 4).")
    private int layers;

    @Option(
            names = "--heads",
            paramLabel = "N",
            defaultValue = "4",
            description = "Heads of a transformer (default: 4).")
    private int heads;

    @Option(
            names = "--context",
            paramLabel = "N",
            defaultValue = "64",
            description = "Tokens that a row of a batch has, and that a transformer reads (default: 64).")
    private int context;

    @Option(names = "--batch", paramLabel = "N", description = "Rows of a batch; default: 12, for awd-lstm 32.")
    private @Nullable Integer batch;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            description = "The highest learning rate; default: 3e-3, for awd-lstm 1e-2.")
    private @Nullable Double rate;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where the run is written; default: runs/DATE-TIME-TEXT.")
    private @Nullable Path out;

    @Override
    public Integer call() {
        Console console = train.console();
        Kind chosen = Kind.of(kind);
        InputException.require(steps >= 1, () -> "--steps must be at least 1, but was " + steps + ".");
        InputException.require(
                tokens == null || List.of("characters", "words").contains(tokens),
                () -> "--tokens must be characters or words, but was \"" + tokens + "\".");
        String name = text == null ? "shakespeare" : EmbedCommand.name(text);
        RunFolder folder = RunFolder.planned(out, name);
        TextDocuments documents = documents();
        Device device = engine.start();
        LanguageData data = data(documents, chosen, device);
        data.data().notes().forEach(console::note);
        try (EarlyEnd ending = new EarlyEnd();
                LanguageLearner learner = learner(data, chosen, ending, console)) {
            int batches = data.data().training().batches();
            int epochs = Math.max(1, Math.round((float) steps / batches));
            double highest = rate == null ? chosen == Kind.TRANSFORMER ? TRANSFORMER_RATE : RECURRENT_RATE : rate;
            console.note(TaskRun.line(
                    "network",
                    String.format(
                            Locale.ROOT,
                            "%s of %,d parameters on %s",
                            kind,
                            learner.learner().model().parameterCount(),
                            device)));
            console.note(
                    TaskRun.line("method", (long) epochs * batches + " batches, up to " + ChosenRate.text(highest)));
            if (chosen == Kind.TRANSFORMER) {
                learner.fitCosine(epochs, highest);
            } else {
                learner.fitOneCycle(epochs, highest);
            }
            ending.tell(console);
            end(learner, name, epochs, highest, folder, console);
        }
        return 0;
    }

    private TextDocuments documents() {
        Path given = text;
        if (given == null) {
            return TextDocuments.of(List.of(new Document(Shakespeare.load(), "", "", "the Shakespeare of Vivace")));
        }
        InputException.require(
                Files.exists(given),
                () -> "There is no file or folder " + given + ". Give a file of text, or a folder.");
        return Files.isDirectory(given)
                ? TextFolder.at(given).read()
                : TextLines.at(given).read();
    }

    private LanguageData data(TextDocuments documents, Kind chosen, Device device) {
        boolean characters = tokens == null ? chosen == Kind.TRANSFORMER : tokens.equals("characters");
        LanguageData.Builder described = LanguageData.of(documents)
                .batchSize(batch == null ? chosen == Kind.TRANSFORMER ? 12 : RECURRENT_ROWS : batch)
                .sequenceLength(context)
                .seed(seed.seed())
                .device(device);
        if (characters) {
            described.tokenizer(new CharacterTokenizer(), VocabularyLimits.atLeast(1));
        } else {
            described.tokenizer(RuledTokenizer.of(new WordTokenizer()), VocabularyLimits.STANDARD);
        }
        return (chosen == Kind.TRANSFORMER ? described.windows(Math.min(steps, STEPS_OF_AN_EPOCH)) : described).build();
    }

    private LanguageLearner learner(LanguageData data, Kind chosen, EarlyEnd ending, Console console) {
        LanguageLearner.Builder builder = chosen == Kind.TRANSFORMER
                ? LanguageLearner.of(
                        data,
                        CausalTransformer.of(DecoderConfiguration.llama(
                                        data.vocabulary(), width, layers, heads, heads, 8L * width / 3)
                                .context(context)))
                : LanguageLearner.of(
                        data, AwdLanguageModel.of(AwdConfiguration.of(data.vocabulary(), EMBEDDING, HIDDEN, 2)));
        return builder.seed(seed.seed())
                .callbacks(ending, console.progressBar())
                .build();
    }

    private void end(
            LanguageLearner learner, String name, int epochs, double highest, RunFolder folder, Console console) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("task", "continue texts");
        settings.put("data", name);
        settings.put("kind", kind);
        settings.put("epochs", Integer.toString(epochs));
        settings.put("rate", Double.toString(highest));
        settings.put("seed", Long.toString(seed.seed()));
        TextRun run = new TextRun(folder, name, settings, learner.learner());
        WrittenText sample = learner.write("\n", Writing.of(SAMPLED).seed(seed.seed()));
        run.write(learner::export, "A language model of " + name, List.of((page, told) -> page.section("What it writes")
                .code(sample.text().strip())));
        AtomicFile.write(folder.file(SAMPLE), sample.text().strip() + "\n");
        console.print("");
        console.print(sample.text().strip());
        run.print(console, Suggestion.of("generate", run.model(), "--prompt", "The "));
        Map<String, Object> document = run.document();
        document.put("sample", sample.text());
        console.document(document);
    }
}
