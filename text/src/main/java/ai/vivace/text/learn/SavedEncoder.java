package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.nn.Layer;
import ai.vivace.store.Safetensors;
import ai.vivace.store.SafetensorsFile;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import ai.vivace.text.token.TextEncoder;
import ai.vivace.text.token.TextEncoders;
import ai.vivace.text.token.Vocabulary;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a language model has learnt, with the vocabulary that its rows are for, as one safetensors file: tensors under the model's names, and in the
 * metadata how texts became tokens.
 *
 * @param file what messages call it
 * @param encoder how texts became tokens
 * @param state the tensors, of the scope that it was read in
 */
record SavedEncoder(Path file, TextEncoder encoder, Map<String, Tensor> state) {
    private static final String FORMAT = "vivace.format";
    private static final String FORMAT_NAME = "language-model";
    private static final String ENCODER = "vivace.encoder";

    /** The tensors that have a row for each token. */
    private static final Set<String> ROWS = Set.of(
            "0.encoder.weight",
            "1.decoder.bias",
            "transformer.wte.weight",
            "model.embed_tokens.weight",
            "lm_head.weight");

    static void write(Path file, Layer model, TextEncoder encoder) {
        try (Scope scope = Scope.open()) {
            Safetensors.write(file, model.state(), Map.of(FORMAT, FORMAT_NAME, ENCODER, TextEncoders.toJson(encoder)));
        }
    }

    /**
     * Reads a file.
     *
     * @throws InputException when it cannot be read, or no learner of language models has written it
     */
    static SavedEncoder read(Path file) {
        SafetensorsFile read = Safetensors.read(file);
        String encoder = read.metadata().get(ENCODER);
        if (encoder == null || !FORMAT_NAME.equals(read.metadata().get(FORMAT))) {
            throw new InputException(file + " is no language model's encoder: its metadata lack \"" + ENCODER
                    + "\". Write one with LanguageLearner.saveEncoder.");
        }
        try {
            return new SavedEncoder(file, TextEncoders.fromJson(encoder), read.tensors());
        } catch (InputException e) {
            throw new InputException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The tensors for another vocabulary, as fastai's match_embeds has it: rows of words that both have move to their new places, others get the mean of
     * all rows.
     */
    Map<String, Tensor> adapted(Vocabulary wanted) {
        Vocabulary known = encoder.vocabulary();
        if (wanted.equals(known)) {
            return state;
        }
        long[] places = new long[wanted.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = known.number(wanted.token(i), known.size());
        }
        Map<String, Tensor> adapted = new LinkedHashMap<>(state);
        for (String name : ROWS) {
            Tensor rows = state.get(name);
            if (rows != null) {
                InputException.require(
                        rows.rank() >= 1 && rows.size(0) == known.size(),
                        () -> file + ": \"" + name + "\" should have a row for each of " + known + ", but has shape "
                                + rows.shape() + ".");
                Tensor mean = rows.mean(0).unsqueeze(0);
                adapted.put(name, Tensor.cat(List.of(rows, mean), 0).indexSelect(0, Tensor.ofLongs(places)));
            }
        }
        return adapted;
    }

    /** How many of another vocabulary's tokens have a row. */
    int known(Vocabulary wanted) {
        return (int) wanted.tokens().stream().filter(encoder.vocabulary()::has).count();
    }
}
