package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import ai.vivace.nn.Layer;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Provenance;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.text.model.CausalTransformer;
import ai.vivace.text.model.DecoderConfiguration;
import ai.vivace.text.model.Generative;
import ai.vivace.text.model.TextConfigurations;
import ai.vivace.text.model.TextWeights;
import ai.vivace.text.model.WeightFolder;
import ai.vivace.text.token.SubwordTokenizer;
import ai.vivace.text.token.TextEncoder;
import ai.vivace.text.token.TextEncoders;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Uses an exported language model: continues texts.
 *
 * <pre>{@code
 * try (TextGenerator generator = TextGenerator.open(Path.of("shakespeare.vivace"))) {
 *     System.out.println(generator.write("ROMEO:", Writing.of(200)).text());
 * }
 * }</pre>
 *
 * <p>Any number of threads may write at a time; closing is up to whoever knows that all are done.
 */
public final class TextGenerator implements AutoCloseable {
    private final Layer model;
    private final Provenance provenance;
    private final Continuation continuation;

    private TextGenerator(Layer model, Provenance provenance, Continuation continuation) {
        this.model = model;
        this.provenance = provenance;
        this.continuation = continuation;
    }

    /**
     * Reads a model, onto the best device.
     *
     * @throws InputException as {@link ExportedModel#read}, and when it is no language model
     */
    public static TextGenerator open(Path file) {
        return open(file, Device.best());
    }

    /** Reads a model onto a device; as {@link #open(Path)}. */
    public static TextGenerator open(Path file, Device device) {
        return ExportedTexts.open(file, model -> using(model, device));
    }

    private static TextGenerator using(ExportedModel model, Device device) {
        if (!(model.layer() instanceof Generative writer)
                || !(model.task() instanceof Task.NextToken task)
                || !(model.input() instanceof InputFormat.Texts texts)) {
            throw new InputException("it answers " + model.task() + " about " + model.input()
                    + ", and is no language model. Give one that a LanguageLearner has exported.");
        }
        TextEncoder encoder = TextEncoders.fromJson(texts.encoder());
        InputException.require(
                encoder.vocabulary().size() == task.vocabulary() && writer.vocabulary() == task.vocabulary(),
                () -> "the model has " + writer.vocabulary() + " tokens and its task " + task.vocabulary()
                        + ", but its encoder " + encoder.vocabulary() + ". The file is damaged.");
        model.layer().to(device);
        return new TextGenerator(model.layer(), model.provenance(), new Continuation(writer, encoder, texts.longest()));
    }

    /**
     * Reads a published language model from its folder onto a device: {@code config.json} of GPT-2, Llama, Mistral, Qwen 2 or 3, {@code tokenizer.json} (or
     * GPT-2's {@code vocab.json} and {@code merges.txt}) and the weights.
     *
     * @throws InputException when a file is missing, damaged, or of a kind that is not supported
     */
    public static TextGenerator published(Path folder, Device device) {
        PublishedFolder files = PublishedFolder.of(folder);
        DecoderConfiguration configuration = TextConfigurations.decoder(folder.resolve("config.json"));
        SubwordTokenizer tokenizer = files.has("vocab.json") && !files.has("tokenizer.json")
                ? SubwordTokenizer.gpt2(folder.resolve("vocab.json"), folder.resolve("merges.txt"))
                : SubwordTokenizer.read(folder.resolve("tokenizer.json"));
        InputException.require(
                tokenizer.vocabulary().size() <= configuration.vocabulary(),
                () -> folder + ": the tokenizer has " + tokenizer.vocabulary().size() + " tokens, but the model knows "
                        + configuration.vocabulary() + ". They must be of one model.");
        CausalTransformer layers = CausalTransformer.of(configuration);
        try (Scope scope = Scope.open()) {
            TextWeights.load(layers, WeightFolder.read(folder));
            layers.eval();
            layers.to(device);
        } catch (RuntimeException e) {
            layers.close();
            throw e;
        }
        int context = Math.toIntExact(configuration.context());
        return new TextGenerator(
                layers,
                Provenance.of(0, Instant.EPOCH),
                new Continuation(layers, tokenizer.withoutPadding().withoutTruncation(), context));
    }

    /**
     * Continues a text; an empty one begins a new one.
     *
     * @throws InputException when the prompt is empty and the vocabulary has no token to begin with
     */
    public WrittenText write(String prompt, Writing how) {
        return write(prompt, how, piece -> {});
    }

    /** As {@link #write(String, Writing)}; the listener is told each piece of text as soon as it is certain, on the calling thread. */
    public WrittenText write(String prompt, Writing how, Consumer<String> listener) {
        return continuation.write(prompt, how, listener);
    }

    /** How texts become tokens. */
    public TextEncoder encoder() {
        return continuation.encoder();
    }

    /** How the model came to be. */
    public Provenance provenance() {
        return provenance;
    }

    /** Frees the model's memory. */
    @Override
    public void close() {
        model.close();
    }
}
