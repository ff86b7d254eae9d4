package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.InputFormat;
import ai.vivace.store.Provenance;
import ai.vivace.text.PairEncoder;
import ai.vivace.text.model.TeacherForcing;
import ai.vivace.text.model.Translator;
import ai.vivace.text.token.TextEncoder;
import ai.vivace.text.token.TextEncoders;
import java.nio.file.Path;
import java.util.List;

/**
 * A translator from a file that {@link TranslationLearner#export} has written. It runs on the CPU; one thread uses it at a time.
 *
 * <pre>{@code
 * try (TranslationPredictor translator = TranslationPredictor.open(file)) {
 *     translator.translate(List.of("i like tea ."), TranslationSearch.greedy()).forEach(System.out::println);
 * }
 * }</pre>
 */
public final class TranslationPredictor implements AutoCloseable {
    private final ExportedModel model;
    private final Translations translations;

    private TranslationPredictor(ExportedModel model, Translations translations) {
        this.model = model;
        this.translations = translations;
    }

    /**
     * Reads a model.
     *
     * @throws InputException as {@link ExportedModel#read}, and when it is no translator
     */
    public static TranslationPredictor open(Path file) {
        return ExportedTexts.open(file, TranslationPredictor::using);
    }

    private static TranslationPredictor using(ExportedModel model) {
        if (!(model.task() instanceof Task.NextToken)
                || !(model.input() instanceof InputFormat.Texts texts)
                || !(model.layer() instanceof TeacherForcing layer)) {
            throw new InputException("it answers " + model.task() + " about " + model.input()
                    + ", and is no translator. Give one that a TranslationLearner has exported.");
        }
        return new TranslationPredictor(
                model, new Translations(layer.translator(), encoder(texts, layer.translator()), texts.longest()));
    }

    private static PairEncoder encoder(InputFormat.Texts texts, Translator translator) {
        TextEncoder text = TextEncoders.fromJson(texts.encoder());
        int tokens = text.vocabulary().size();
        InputException.require(
                translator.vocabulary() == tokens,
                () -> "the encoder has " + tokens + " tokens, but the model " + translator.vocabulary()
                        + ". The file is damaged; export the model again.");
        return new PairEncoder(
                text,
                (int) translator.padding(),
                (int) translator.start(),
                PairEncoder.of(text).end());
    }

    /** How texts become tokens. */
    public PairEncoder encoder() {
        return translations.encoder();
    }

    /** How the model came to be. */
    public Provenance provenance() {
        return model.provenance();
    }

    /** Answers texts, in their order; as {@link TranslationLearner#translate}. */
    public List<String> translate(List<String> texts, TranslationSearch search) {
        return translations.of(texts, search);
    }

    /** Frees the model's memory. */
    @Override
    public void close() {
        model.close();
    }
}
