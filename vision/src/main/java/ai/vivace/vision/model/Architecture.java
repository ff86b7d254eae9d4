package ai.vivace.vision.model;

import ai.vivace.base.InputException;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network that can be asked for by name: how it is built, what it takes, and where it is divided when it learns something else.
 *
 * <pre>{@code
 * Architecture.of("resnet50", "ResNet", "bottlenecks, 50 layers", ResNets::resnet50).cut("avgpool").groups("layer3")
 * }</pre>
 *
 * @param label the name it is asked for by: torchvision's or timm's where they have it; lower case
 * @param family what it belongs to, as in {@code ResNet}
 * @param description what it is, in a few words
 * @param builder makes a new network
 * @param picture what its weights were trained on, and what its costs are stated for: [channels, height, width]
 * @param statistics of the pictures that its published weights are for
 * @param cut the first child that does not belong to the body, which turns pictures into maps of features; empty where a network has
 *     no such part
 * @param groups paths of layers inside the body at which its second parameter group and those after it start; none for one group
 */
public record Architecture(
        String label,
        String family,
        String description,
        Builder builder,
        Shape picture,
        ChannelStatistics statistics,
        Optional<String> cut,
        List<String> groups) {
    private static final Shape IMAGENET_PICTURE = Shape.of(3, 224, 224);

    /** Makes networks of one kind. */
    @FunctionalInterface
    public interface Builder {
        /**
         * A new network.
         *
         * @param picture the shape of one input: [channels, height, width]
         * @param outputs how many numbers come out: one for each class
         * @throws InputException when it cannot take such pictures
         */
        UnaryLayer build(Shape picture, int outputs);
    }

    public Architecture {
        groups = List.copyOf(groups);
        String given = label;
        Shape shape = picture;
        InputException.require(
                label.matches("[a-z0-9_]+"),
                () -> "An architecture is named in lower case letters, digits and underscores, but came \"" + given
                        + "\".");
        InputException.require(
                shape.rank() == 3,
                () -> "The pictures of " + given + " have shape [channels, height, width], but came " + shape + ".");
    }

    /** A network for colour pictures of 224 pixels with ImageNet's statistics, without a place to cut it. */
    public static Architecture of(String label, String family, String description, Builder builder) {
        return new Architecture(
                label,
                family,
                description,
                builder,
                IMAGENET_PICTURE,
                ChannelStatistics.IMAGENET,
                Optional.empty(),
                List.of());
    }

    /** The same, for other pictures. */
    public Architecture picture(Shape picture) {
        return new Architecture(label, family, description, builder, picture, statistics, cut, groups);
    }

    /** The same, with weights for pictures of other statistics. */
    public Architecture statistics(ChannelStatistics statistics) {
        return new Architecture(label, family, description, builder, picture, statistics, cut, groups);
    }

    /** The same, with a body of the children before one. */
    public Architecture cut(String child) {
        return new Architecture(label, family, description, builder, picture, statistics, Optional.of(child), groups);
    }

    /** The same, with parameter groups that start at layers of the body, after the first, which starts at the input. */
    public Architecture groups(String... starts) {
        return new Architecture(label, family, description, builder, picture, statistics, cut, List.of(starts));
    }

    /**
     * A new network of this kind.
     *
     * @param picture the shape of one input: [channels, height, width]
     * @param outputs how many numbers come out: one for each class
     * @throws InputException when it cannot take such pictures
     */
    public UnaryLayer build(Shape picture, int outputs) {
        return builder.build(picture, outputs);
    }

    /**
     * A new body: the network's children before the cut, under their own names, so that its state is a part of the network's. It turns
     * pictures into maps of features, [N, features, height, width]. {@linkplain AuxiliaryHead Classifiers in the middle} are left out.
     *
     * @throws InputException when the network has no such part, or cannot take such pictures
     */
    public Sequential body(Shape picture) {
        String end = cut.orElseThrow(
                () -> new InputException(
                        label
                                + " gives no maps of features, so it cannot be divided into body and head. Choose another architecture."));
        UnaryLayer network = build(picture, 1);
        Map<String, UnaryLayer> body = new LinkedHashMap<>();
        boolean before = true;
        for (Map.Entry<String, Layer> child : network.children().entrySet()) {
            before &= !child.getKey().equals(end);
            if (!before || child.getValue() instanceof AuxiliaryHead) {
                child.getValue().close();
            } else if (child.getValue() instanceof UnaryLayer layer) {
                body.put(child.getKey(), layer);
            }
        }
        InputException.require(
                !before && !body.isEmpty(),
                () -> label + " should be cut at its child \"" + end + "\", but has "
                        + network.children().keySet() + ".");
        return Sequential.of(body);
    }

    /**
     * The channels of a picture.
     *
     * @throws InputException when a shape is not [channels, height, width]
     */
    static long channels(Shape picture) {
        InputException.require(
                picture.rank() == 3,
                () -> "This architecture takes pictures of shape [channels, height, width], but inputs are " + picture
                        + ". Use mlp for other inputs.");
        return picture.size(0);
    }

    /**
     * The channels of a picture that is large enough.
     *
     * @param name of the network, for the message
     * @param side how many pixels it needs at least each way
     * @throws InputException when a shape is not [channels, height, width], or too small
     */
    static long channels(Shape picture, String name, long side) {
        long channels = channels(picture);
        InputException.require(
                Math.min(picture.size(1), picture.size(2)) >= side,
                () -> name + " needs pictures of at least " + side + " pixels each way, but they are " + picture
                        + ". Enlarge them, or use a network for small pictures, as cnn or resnet20.");
        return channels;
    }

    @Override
    public String toString() {
        return label;
    }
}
