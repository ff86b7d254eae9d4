package ai.vivace.vision.detect;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.nn.Container;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.model.FeatureMaps;
import ai.vivace.vision.model.FeaturePyramid;
import java.util.List;
import java.util.Map;

/** A body and the pyramid over its smallest maps. State: {@code body.…} as in the body, {@code fpn.…}. */
public final class PyramidBackbone extends Layer implements Container {
    private static final String BODY = "body";
    private static final String PYRAMID = "fpn";

    private final Shape picture;
    private final int maps;
    private final FeatureMaps features;
    private final FeaturePyramid pyramid;

    PyramidBackbone(UnaryLayer body, FeaturePyramid pyramid, Shape picture, int maps) {
        this.picture = picture;
        this.maps = maps;
        child(BODY, body);
        this.pyramid = child(PYRAMID, pyramid);
        features = FeatureMaps.of(body, picture).last(maps);
    }

    static PyramidBackbone build(Settings settings, Map<String, Layer> children) {
        if (children.get(BODY) instanceof UnaryLayer body
                && children.get(PYRAMID) instanceof FeaturePyramid pyramid
                && children.size() == 2) {
            return new PyramidBackbone(
                    body, pyramid, Shape.of(settings.integers("picture")), Math.toIntExact(settings.integer("maps")));
        }
        throw new InputException(
                "A detector's backbone has a body and a feature pyramid, but came " + children.keySet() + ".");
    }

    List<Tensor> apply(Tensor input) {
        return pyramid.apply(features.apply(input));
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("picture", List.of(picture.size(0), picture.size(1), picture.size(2))), entry("maps", maps));
    }
}
