package ai.vivace.vision.explain;

import ai.vivace.base.InputException;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Linear;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a network makes of pictures before its last linear layer or convolution decides: numbers that pictures have in common which look
 * alike to it. Maps are averaged over their places.
 *
 * <p>Of a ResNet these are the averages of its last maps, of a head of several layers what the last of them sees.
 */
public final class Embedding {
    private final UnaryLayer network;
    private final UnaryLayer last;

    private Embedding(UnaryLayer network, UnaryLayer last) {
        this.network = network;
        this.last = last;
    }

    /**
     * Of a network.
     *
     * @param picture the shape of one picture: [channels, height, width]; one of zeros goes through the network
     * @throws InputException when it has no layer that decides
     */
    public static Embedding of(UnaryLayer network, Shape picture) {
        List<UnaryLayer> deciding = new ArrayList<>();
        try (UnaryLayer.Observation observation = UnaryLayer.observeAll(network, (place, layer, from, to) -> {
                    if (layer instanceof Linear || layer instanceof Conv2d) {
                        deciding.add(layer);
                    }
                });
                Scope scope = Scope.open()) {
            Tensor empty = Tensor.zeros(picture.prepend(1)).to(device(network));
            network.evaluating(() -> Autograd.off(() -> network.apply(empty)));
        }
        InputException.require(
                !deciding.isEmpty(),
                () ->
                        "An embedding is what the last linear layer or convolution of a network sees, but this one has neither: "
                                + network + ".");
        return new Embedding(network, deciding.get(deciding.size() - 1));
    }

    private static Device device(UnaryLayer network) {
        return network.state().values().stream().findFirst().map(Tensor::device).orElse(Device.CPU);
    }

    /**
     * The embeddings of prepared pictures, in their order. The network runs as in use; nothing of it changes.
     *
     * @param pictures [N, channels, height, width]
     */
    public List<float[]> of(Tensor pictures) {
        List<float[]> rows = new ArrayList<>();
        try (Scope scope = Scope.open();
                UnaryLayer.Observation observation = last.observe((seen, from, to) -> {
                    rows.clear();
                    rows.addAll(rows(from));
                })) {
            network.evaluating(() -> Autograd.off(() -> network.apply(pictures)));
        }
        return rows;
    }

    /** A row of numbers for each item; maps are averaged over their places. */
    static List<float[]> rows(Tensor output) {
        Tensor flat = output.rank() == 4 ? output.mean(2, 3) : output.flatten(1, -1);
        float[] all = flat.contiguous().toFloats();
        int width = (int) flat.size(1);
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < flat.size(0); i++) {
            rows.add(Arrays.copyOfRange(all, i * width, (i + 1) * width));
        }
        return rows;
    }
}
