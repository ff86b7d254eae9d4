package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.explain.GradCam;
import ai.vivace.vision.explain.IntegratedGradients;
import ai.vivace.vision.explain.Relevance;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How it is found out where an answer comes from. */
enum ExplanationMethod {
    /** Which places of the last maps speak for the answer. */
    GRAD_CAM {
        @Override
        Asker of(UnaryLayer network, Shape picture) {
            return GradCam.atLastMaps(network, picture)::relevance;
        }
    },
    /** How much each pixel adds to it. */
    INTEGRATED_GRADIENTS {
        @Override
        Asker of(UnaryLayer network, Shape picture) {
            return IntegratedGradients.of(network)::relevance;
        }
    };

    /** Answers where an output comes from. */
    @FunctionalInterface
    interface Asker {
        /**
         * Where one output comes from.
         *
         * @param input one prepared picture
         * @param output its number
         */
        Relevance relevance(Tensor input, int output);
    }

    /**
     * The method for a network.
     *
     * @throws InputException when the network does not suit it
     */
    abstract Asker of(UnaryLayer network, Shape picture);

    /** The name it is asked for by. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The method of a name, in any case.
     *
     * @throws InputException when there is none; it suggests the nearest
     */
    static ExplanationMethod of(String name) {
        List<String> labels =
                Arrays.stream(values()).map(ExplanationMethod::label).toList();
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(method -> method.label().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new InputException(Spelling.unknown("method", name, labels)));
    }

    /** Where a picture's explanation is written: beside it, or into a folder. */
    Path file(Path picture, @Nullable Path folder) {
        String name = DrawingFolder.stem(picture) + ending();
        return folder == null ? picture.resolveSibling(name) : folder.resolve(name);
    }

    /** Whether a file is called as an explanation of this method is. */
    boolean wrote(Path file) {
        return file.toString().endsWith(ending());
    }

    private String ending() {
        return "-" + label() + ".png";
    }
}
