package ai.vivace.vision.explain;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Grad-CAM (Selvaraju 2017): where in a picture a network sees what it answers. The maps of a layer are added up, each times the mean
 * gradient of the answer by it, and what is below 0 is left out.
 *
 * <p>The layer is usually the last one that gives maps: {@code body} in a {@linkplain ai.vivace.vision.model.Transfer transfer model}.
 */
public final class GradCam {
    private final UnaryLayer network;
    private final UnaryLayer layer;

    private GradCam(UnaryLayer network, UnaryLayer layer) {
        this.network = network;
        this.layer = layer;
    }

    /**
     * Of a network, at a layer.
     *
     * @param path of the layer whose maps, [N, features, height, width], are looked at, as in {@code "layer4"}
     * @throws InputException when there is no such layer; it suggests the nearest
     */
    public static GradCam of(UnaryLayer network, String path) {
        Map<String, UnaryLayer> layers = new TreeMap<>();
        network.walk((place, layer) -> {
            if (layer instanceof UnaryLayer unary && !place.isEmpty()) {
                layers.put(place, unary);
            }
        });
        UnaryLayer layer = layers.get(path);
        if (layer == null) {
            throw new InputException(Spelling.unknown("layer", path, layers.keySet()));
        }
        return new GradCam(network, layer);
    }

    /**
     * Of a network, at the last layer whose maps have more than one place: the deepest that still knows where things are.
     *
     * @param picture the shape of one picture: [channels, height, width]; one of zeros goes through the network
     * @throws InputException when no layer gives such maps
     */
    public static GradCam atLastMaps(UnaryLayer network, Shape picture) {
        List<UnaryLayer> seen = new ArrayList<>();
        try (UnaryLayer.Observation observation = UnaryLayer.observeAll(network, (place, layer, from, to) -> {
                    if (!place.isEmpty() && to.rank() == 4 && to.size(2) * to.size(3) > 1) {
                        seen.add(layer);
                    }
                });
                Scope scope = Scope.open()) {
            Tensor empty = Tensor.zeros(picture.prepend(1)).to(device(network));
            network.evaluating(() -> Autograd.off(() -> network.apply(empty)));
        }
        InputException.require(
                !seen.isEmpty(),
                () -> "Grad-CAM looks at maps of features, but no layer of this network gives any. Take integrated"
                        + " gradients, which work for every network.");
        return new GradCam(network, seen.get(seen.size() - 1));
    }

    private static Device device(UnaryLayer network) {
        return network.state().values().stream().findFirst().map(Tensor::device).orElse(Device.CPU);
    }

    /**
     * Where one answer comes from. The network runs as in use; nothing of it changes.
     *
     * @param input one prepared picture, [1, channels, height, width]
     * @param output the number of the answer that is asked about: a class
     * @return a map in the size of the layer's; {@link Relevance#over} lays it over the picture
     */
    public Relevance relevance(Tensor input, int output) {
        Answers.requireOnePicture(input);
        List<Tensor> maps = new ArrayList<>();
        try (Scope scope = Scope.open();
                UnaryLayer.Observation observation = layer.observe((seen, from, to) -> maps.add(to))) {
            // Gradients must flow through frozen layers too.
            Tensor picture = input.detach().copy().requiresGrad(true);
            Tensor answer = Answers.of(network, picture, output);
            InputException.require(
                    !maps.isEmpty() && maps.get(maps.size() - 1).rank() == 4,
                    () -> "Grad-CAM looks at maps [N, features, height, width], but the layer " + layer + " gave "
                            + (maps.isEmpty() ? "nothing" : maps.get(0).shape()) + ". Choose one before the pooling.");
            Tensor map = maps.get(maps.size() - 1);
            Tensor gradient = Autograd.gradients(answer, List.of(map), Autograd.Differentiable.NO)
                    .get(0);
            Tensor factors = gradient.mean(2, 3).reshape(1, map.size(1), 1, 1);
            Tensor sum = map.detach().mul(factors).sum(1).relu();
            return new Relevance(
                    (int) map.size(2), (int) map.size(3), sum.contiguous().toFloats());
        }
    }
}
