package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.tensor.Nonlinearity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SequentialWarningTest {
    /** What is logged while a Sequential of the layers is made. */
    private static String log(UnaryLayer... layers) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertThat(Sequential.of(layers).layers()).containsExactly(layers);
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void alphaDropoutWithoutSeluBeforeItIsWarnedOf() {
        assertThat(log(Linear.of(2, 2), Activation.relu(), AlphaDropout.of(0.1)))
                .contains("AlphaDropout(probability=0.1) is layer 2")
                .contains("no SELU stands before it");
        assertThat(log(AlphaDropout.of(0.1))).contains("no SELU");
        assertThat(log(Activation.of(Nonlinearity.SELU), LeakyRelu.of(0.1), AlphaDropout.of(0.1)))
                .contains("no SELU");
    }

    @Test
    void alphaDropoutAfterSeluIsNotWarnedOf() {
        assertThat(log(Linear.of(2, 2), Activation.of(Nonlinearity.SELU), Linear.of(2, 2), AlphaDropout.of(0.1)))
                .isEmpty();
    }

    @Test
    void seluAtTheEndOfALayerBeforeItIsSeen() {
        assertThat(log(
                        Sequential.of(Linear.of(2, 2), Activation.relu(), Activation.of(Nonlinearity.SELU)),
                        AlphaDropout.of(0.1)))
                .isEmpty();
        assertThat(log(Sequential.of(Activation.of(Nonlinearity.SELU), Activation.relu()), AlphaDropout.of(0.1)))
                .contains("no SELU");
        assertThat(log(Activation.of(Nonlinearity.SELU), Sine.of(), AlphaDropout.of(0.1)))
                .contains("no SELU");
    }

    @Test
    void warningSaysWhereItIsAndWhatToDo() {
        assertThat(log(Linear.of(2, 2), Activation.relu(), AlphaDropout.of(0.1)))
                .contains(
                        "AlphaDropout(probability=0.1) is layer 2 of a Sequential, but no SELU stands before it. Alpha"
                                + " dropout keeps mean and variance only after SELU: take Activation.of(Nonlinearity.SELU), or"
                                + " Dropout.");
    }
}
