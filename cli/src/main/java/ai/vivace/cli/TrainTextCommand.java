package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.data.Split;
import ai.vivace.plot.HtmlReport;
import ai.vivace.plot.TextTable;
import ai.vivace.tensor.Device;
import ai.vivace.text.TextDocuments;
import ai.vivace.text.learn.LanguageData;
import ai.vivace.text.learn.LanguageLearner;
import ai.vivace.text.learn.PublishedEncoder;
import ai.vivace.text.learn.TextClassifierData;
import ai.vivace.text.learn.TextClassifierLearner;
import ai.vivace.text.learn.TextMistake;
import ai.vivace.text.model.AwdConfiguration;
import ai.vivace.text.model.AwdLanguageModel;
import ai.vivace.text.model.LowRank;
import java.io.IOException;
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

/** From labelled texts to a model that tells their classes. */
@Command(
        name = "text",
        description = {
            "Train a network that tells classes of texts.",
            "With --model a published encoder gets a new head, and both learn. Without, ULMFiT: a language model of the texts first,"
                    + " then a classifier on top of it. Writes the model, the history and a report into a folder of its own."
                    + " Ctrl-C ends it early and keeps what the classifier has learnt."
        },
        footer = {
            "  vivace train text reviews.csv --model all-MiniLM-L6-v2",
            "  vivace train text mails.tsv --text 2 --label 1         # a table without a header",
            "  vivace train text folder-with-a-folder-for-each-class --epochs 4",
            "  vivace predict runs/reviews \"Not what I had ordered\""
        })
final class TrainTextCommand implements Callable<Integer> {
    /** The sizes that learn well on a processor from a few thousand texts. */
    private static final int EMBEDDING = 128;

    private static final int HIDDEN = 256;
    private static final int LAYERS = 2;
    private static final double LANGUAGE_RATE = 1e-2;
    private static final int LANGUAGE_EPOCHS = 4;
    private static final int PUBLISHED_EPOCHS = 2;
    private static final double PUBLISHED_RATE = 2e-4;
    private static final double ADAPTED_RATE = 2e-3;
    private static final double RECURRENT_RATE = 2e-2;
    private static final int PUBLISHED_BATCH = 32;
    private static final int SUBWORDS = 128;
    private static final double HELD_OUT = 0.2;
    private static final int TOLD = 5;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TrainCommand train;

    @Parameters(
            index = "0",
            paramLabel = "DATA",
            description =
                    "A table (.csv, .tsv) with a text and its class in each row, or a folder with a folder of texts (.txt) for"
                            + " each class.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Mixin
    private final TextDataOptions texts = new TextDataOptions();

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(
            names = "--valid",
            paramLabel = "DATA",
            description = "Texts to be judged by; default: a fifth of each class.")
    private @Nullable Path judged;

    @Option(
            names = "--model",
            paramLabel = "FOLDER",
            description = "A published encoder to go on from, such as all-MiniLM-L6-v2; default: none, ULMFiT.")
    private @Nullable Path published;

    @Option(names = "--lora", description = "With --model: train low-rank adapters and the head alone.")
    private boolean adapted;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How often each text is seen; default: 2, for ULMFiT after three while its layers thaw.")
    private @Nullable Integer epochs;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            description = "The highest learning rate; default: 2e-4, for adapters 2e-3, for ULMFiT 2e-2.")
    private @Nullable Double rate;

    @Option(names = "--batch", paramLabel = "N", description = "Texts in a batch; default: 32, for ULMFiT 64.")
    private @Nullable Integer batch;

    @Option(
            names = "--longest",
            paramLabel = "N",
            description = "Tokens of a text that are read; default: 128, for ULMFiT 1440.")
    private @Nullable Integer longest;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where the run is written; default: runs/DATE-TIME-DATA.")
    private @Nullable Path out;

    @Override
    public Integer call() {
        Console console = train.console();
        InputException.require(
                !adapted || published != null, () -> "--lora adapts a published encoder: name one with --model.");
        RunFolder folder = RunFolder.planned(out, EmbedCommand.name(data));
        TextDocuments documents = texts.read(data, console);
        TextDocuments others = judged == null ? null : texts.read(judged, console);
        InputException.require(
                !documents.labels().isEmpty(),
                () -> data
                        + " has texts without classes. Give a table with a column of classes (--label), or a folder with a"
                        + " folder for each class.");
        InputException.require(
                documents.labels().size() > 1,
                () -> "There are two classes or more to tell apart, but all texts of " + data + " are of the class \""
                        + documents.labels().get(0) + "\". Give texts of another class too.");
        Device device = engine.start();
        try (EarlyEnd ending = new EarlyEnd()) {
            if (published == null) {
                return ulmfit(documents, others, device, folder, ending, console);
            }
            encoder(published, documents, others, device, folder, ending, console);
        }
        return 0;
    }

    private TextClassifierData.Builder described(
            TextDocuments documents, @Nullable TextDocuments others, int usualBatch, Device device) {
        TextClassifierData.Builder described = TextClassifierData.of(documents)
                .batchSize(batch == null ? usualBatch : batch)
                .seed(seed.seed())
                .device(device);
        if (longest != null) {
            described.longest(longest);
        }
        return others == null ? described.split(Split.stratified(HELD_OUT, seed.seed())) : described.validation(others);
    }

    private void encoder(
            Path folderOfEncoder,
            TextDocuments documents,
            @Nullable TextDocuments others,
            Device device,
            RunFolder folder,
            EarlyEnd ending,
            Console console) {
        PublishedEncoder encoder = PublishedEncoder.in(folderOfEncoder);
        TextClassifierData.Builder described =
                described(documents, others, PUBLISHED_BATCH, device).encoder(encoder.tokenizer());
        if (longest == null) {
            described.longest((int) Math.min(SUBWORDS, encoder.configuration().longest()));
        }
        TextClassifierData prepared = described.build();
        TextClassifierLearner.Builder settings =
                TextClassifierLearner.of(prepared, encoder).seed(seed.seed()).callbacks(ending, console.progressBar());
        if (adapted) {
            settings.lora(LowRank.of(8, "query", "value"));
        }
        try (TextClassifierLearner learner = settings.build()) {
            double chosen = rate == null ? adapted ? ADAPTED_RATE : PUBLISHED_RATE : rate;
            int seen = epochs == null ? PUBLISHED_EPOCHS : epochs;
            announce(
                    console,
                    prepared,
                    device,
                    learner,
                    "a published encoder, " + folderOfEncoder.getFileName() + (adapted ? ", by adapters" : "") + ", "
                            + (seen == 1 ? "1 epoch" : seen + " epochs") + " up to " + ChosenRate.text(chosen));
            learner.fitWarmedUp(seen, chosen);
            ending.tell(console);
            end(learner, settings("published encoder " + folderOfEncoder.getFileName(), seen, chosen), folder, console);
        }
    }

    private int ulmfit(
            TextDocuments documents,
            @Nullable TextDocuments others,
            Device device,
            RunFolder folder,
            EarlyEnd ending,
            Console console) {
        Path encoder = temporary();
        try {
            LanguageData language =
                    LanguageData.of(documents).seed(seed.seed()).device(device).build();
            AwdConfiguration sizes = AwdConfiguration.of(language.vocabulary(), EMBEDDING, HIDDEN, LAYERS);
            language.data().notes().forEach(console::note);
            console.note(TaskRun.line("language", "a model of the texts first: " + LANGUAGE_EPOCHS + " epochs"));
            try (LanguageLearner learner = LanguageLearner.of(language, AwdLanguageModel.of(sizes))
                    .seed(seed.seed())
                    .callbacks(ending, console.progressBar())
                    .build()) {
                learner.fitOneCycle(LANGUAGE_EPOCHS, LANGUAGE_RATE);
                if (ending.isAsked()) {
                    console.warn("Ended before there was a classifier; nothing is kept.");
                    return Failures.INTERRUPTED;
                }
                learner.saveEncoder(encoder);
            }
            TextClassifierData prepared = described(documents, others, 64, device)
                    .encoder(language.encoder())
                    .build();
            try (TextClassifierLearner learner = TextClassifierLearner.of(prepared, sizes)
                    .encoder(encoder)
                    .seed(seed.seed())
                    .callbacks(ending, console.progressBar())
                    .build()) {
                double chosen = rate == null ? RECURRENT_RATE : rate;
                int seen = epochs == null ? PUBLISHED_EPOCHS : epochs;
                announce(
                        console,
                        prepared,
                        device,
                        learner,
                        "ULMFiT, 3 epochs while layers thaw and " + seen + " of all, up to " + ChosenRate.text(chosen));
                learner.fitGradually(seen, chosen);
                ending.tell(console);
                end(learner, settings("ULMFiT", seen, chosen), folder, console);
                return 0;
            }
        } finally {
            delete(encoder);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("vivace-encoder", ".safetensors");
        } catch (IOException e) {
            throw new InputException("Cannot write a temporary file (" + e + "). Make room for one.", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new InputException("Cannot delete the temporary file " + file + " (" + e + ").", e);
        }
    }

    private static void announce(
            Console console, TextClassifierData prepared, Device device, TextClassifierLearner learner, String method) {
        prepared.data().notes().forEach(console::note);
        console.note(TaskRun.line("classes", String.join(", ", prepared.labels())));
        console.note(TaskRun.line(
                "network",
                String.format(
                        Locale.ROOT,
                        "%,d parameters on %s",
                        learner.learner().model().parameterCount(),
                        device)));
        console.note(TaskRun.line("method", method));
    }

    private Map<String, String> settings(String method, int seen, double chosen) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("task", "classify texts");
        settings.put("data", EmbedCommand.name(data));
        settings.put("method", method);
        settings.put("epochs", Integer.toString(seen));
        settings.put("rate", Double.toString(chosen));
        settings.put("seed", Long.toString(seed.seed()));
        return settings;
    }

    private void end(TextClassifierLearner learner, Map<String, String> settings, RunFolder folder, Console console) {
        TextRun run = new TextRun(folder, EmbedCommand.name(data), settings, learner.learner());
        List<TextMistake> worst = learner.topLosses(TOLD);
        run.write(learner::export, "Texts of " + run.name(), List.of((page, told) -> mistakes(page, worst)));
        run.print(console, Suggestion.of("predict", run.model(), "some text"));
        Map<String, Object> document = run.document();
        document.put("classes", learner.data().labels());
        document.put("worst", worst);
        console.document(document);
    }

    private static void mistakes(HtmlReport.Builder page, List<TextMistake> worst) {
        TextTable.Builder table = TextTable.of("loss", "is", "taken for", "text");
        worst.forEach(one -> table.row(
                one.loss(),
                one.document().label(),
                one.predicted(),
                SearchCommand.told(one.document().text())));
        page.section("The worst answers").table(table.build());
    }
}
