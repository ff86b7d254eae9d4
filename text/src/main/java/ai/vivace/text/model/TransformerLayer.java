package ai.vivace.text.model;

import ai.vivace.nn.Stochastic;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One layer of a transformer (Vaswani 2017) on [N, T, width]: attention of tokens to one another, for decoders perhaps attention to an
 * encoder, and two linear maps with a function between them, each added to its input and normalised before or after.
 *
 * <p>State names are those of the family of models it is in.
 */
public final class TransformerLayer extends Branching implements Stochastic {
    private final LayerDesign design;
    private final AttentionCore attention;
    private final UnaryLayer attentionNorm;
    private final @Nullable AttentionCore crossAttention;
    private final @Nullable UnaryLayer crossNorm;
    private final @Nullable Projection gate;
    private final Projection up;
    private final Projection down;
    private final UnaryLayer feedForwardNorm;

    private TransformerLayer(LayerDesign design, boolean crossing) {
        this.design = design;
        LayerNames names = design.names();
        attention = AttentionCore.self(this, design);
        attentionNorm = place(names.attentionNorm(), design.norm().layer(design.width()));
        crossAttention = crossing ? AttentionCore.cross(this, design) : null;
        crossNorm = crossing ? place(names.crossNorm(), design.norm().layer(design.width())) : null;
        long hidden = design.hidden();
        LayerDesign.Rules rules = design.rules();
        gate = design.feedForward().isGated()
                ? place(names.gate(), design.other(design.width(), hidden, rules.up()))
                : null;
        up = place(names.up(), design.other(design.width(), hidden, rules.up()));
        down = place(names.down(), design.other(hidden, design.width(), rules.down()));
        feedForwardNorm = place(names.feedForwardNorm(), design.norm().layer(design.width()));
    }

    /** A layer of an encoder, or of a decoder without one. */
    static TransformerLayer of(LayerDesign design) {
        return new TransformerLayer(design, false);
    }

    /** A layer of a decoder that attends to an encoder. */
    static TransformerLayer crossing(LayerDesign design) {
        return new TransformerLayer(design, true);
    }

    /** What looks at the attention to the own text, then at that to the encoder, where there is one. */
    List<AttentionWatch> watches() {
        AttentionCore across = crossAttention;
        return across == null ? List.of(attention.watch()) : List.of(attention.watch(), across.watch());
    }

    Tensor forward(Tensor input, Pass pass, @Nullable LayerCache cache) {
        return around(attended(input, pass, cache), feedForwardNorm, this::fed);
    }

    /**
     * A layer of a decoder.
     *
     * @param memory what the encoder gave, [N, S, width]
     * @param memoryMask which of it is attended to
     */
    Tensor forward(Tensor input, Pass pass, @Nullable LayerCache cache, Tensor memory, @Nullable Tensor memoryMask) {
        AttentionCore across = crossAttention;
        UnaryLayer norm = crossNorm;
        if (across == null || norm == null) {
            throw new IllegalStateException("This layer does not attend to an encoder.");
        }
        Tensor read = around(
                attended(input, pass, cache),
                norm,
                seen -> across.crossed(seen, memory, memoryMask, cache, attentionDropout()));
        return around(read, feedForwardNorm, this::fed);
    }

    private Tensor attended(Tensor input, Pass pass, @Nullable LayerCache cache) {
        return around(input, attentionNorm, seen -> attention.attended(seen, pass, cache, attentionDropout()));
    }

    private double attentionDropout() {
        return isTraining() ? design.dropouts().attention() : 0;
    }

    /** What a part makes of features, added to them, with the norm before the part or after the sum. */
    private Tensor around(Tensor input, UnaryLayer norm, UnaryOperator<Tensor> part) {
        return design.order() == LayerDesign.Order.BEFORE
                ? input.add(dropped(part.apply(norm.apply(input))))
                : norm.apply(input.add(dropped(part.apply(input))));
    }

    private Tensor fed(Tensor input) {
        Projection opening = gate;
        if (opening == null) {
            return down.apply(design.feedForward().function().apply(up.apply(input)));
        }
        return down.apply(
                design.feedForward().function().apply(opening.apply(input)).mul(up.apply(input)));
    }

    private Tensor dropped(Tensor branch) {
        return design.dropouts().hiddenDropped(branch, this);
    }

    /** The maps of one attention and how it uses them. */
    private record AttentionCore(
            LayerDesign design,
            List<Projection> maps,
            Projection output,
            @Nullable UnaryLayer queryNorm,
            @Nullable UnaryLayer keyNorm,
            AttentionWatch watch) {
        static AttentionCore self(TransformerLayer layer, LayerDesign design) {
            LayerNames names = design.names();
            Heads heads = design.heads();
            LayerDesign.Rules rules = design.rules();
            List<Projection> maps = names.isPacked()
                    ? List.of(layer.place(
                            names.query(), design.queryLike(heads.queryWidth() + 2 * heads.keyWidth(), rules.query())))
                    : List.of(
                            layer.place(names.query(), design.queryLike(heads.queryWidth(), rules.query())),
                            layer.place(names.key(), design.queryLike(heads.keyWidth(), rules.keyValue())),
                            layer.place(names.value(), design.queryLike(heads.keyWidth(), rules.keyValue())));
            Projection output =
                    layer.place(names.output(), design.other(heads.queryWidth(), design.width(), rules.output()));
            boolean normed = design.queryKeyNorm();
            return new AttentionCore(
                    design,
                    maps,
                    output,
                    normed ? layer.place(names.beside("q_norm"), design.norm().layer(heads.width())) : null,
                    normed ? layer.place(names.beside("k_norm"), design.norm().layer(heads.width())) : null,
                    new AttentionWatch());
        }

        static AttentionCore cross(TransformerLayer layer, LayerDesign design) {
            LayerNames names = design.names();
            Heads heads = design.heads();
            LayerDesign.Rules rules = design.rules();
            List<Projection> maps = List.of(
                    layer.place(names.crossQuery(), design.queryLike(heads.queryWidth(), rules.query())),
                    layer.place(names.crossKey(), design.queryLike(heads.keyWidth(), rules.keyValue())),
                    layer.place(names.crossValue(), design.queryLike(heads.keyWidth(), rules.keyValue())));
            Projection output =
                    layer.place(names.crossOutput(), design.other(heads.queryWidth(), design.width(), rules.output()));
            return new AttentionCore(design, maps, output, null, null, new AttentionWatch());
        }

        Tensor attended(Tensor input, Pass pass, @Nullable LayerCache cache, double dropout) {
            Heads heads = design.heads();
            Tensor query;
            Tensor key;
            Tensor value;
            if (maps.size() == 1) {
                List<Tensor> all =
                        maps.get(0).apply(input).split(2, heads.queryWidth(), heads.keyWidth(), heads.keyWidth());
                query = split(all.get(0), heads.count());
                key = split(all.get(1), heads.keyValueCount());
                value = split(all.get(2), heads.keyValueCount());
            } else {
                query = split(maps.get(0).apply(input), heads.count());
                key = split(maps.get(1).apply(input), heads.keyValueCount());
                value = split(maps.get(2).apply(input), heads.keyValueCount());
            }
            if (queryNorm != null && keyNorm != null) {
                query = queryNorm.apply(query);
                key = keyNorm.apply(key);
            }
            Rotation rotation = pass.rotation();
            if (rotation != null) {
                query = rotation.apply(query);
                key = rotation.apply(key);
            }
            if (cache != null) {
                LayerCache.Both all = cache.append(key, value);
                key = all.keys();
                value = all.values();
            }
            return merged(query, key, value, pass.mask(), pass.causal(), dropout);
        }

        Tensor crossed(Tensor input, Tensor memory, @Nullable Tensor mask, @Nullable LayerCache cache, double dropout) {
            Heads heads = design.heads();
            Tensor query = split(maps.get(0).apply(input), heads.count());
            LayerCache.Both both = cache == null ? null : cache.cross();
            if (both == null) {
                Tensor key = split(maps.get(1).apply(memory), heads.keyValueCount());
                Tensor value = split(maps.get(2).apply(memory), heads.keyValueCount());
                both = cache == null ? new LayerCache.Both(key, value) : cache.cross(key, value);
            }
            return merged(query, both.keys(), both.values(), mask, false, dropout);
        }

        private Tensor split(Tensor all, long count) {
            return all.reshape(all.size(0), all.size(1), count, design.heads().width())
                    .transpose(1, 2);
        }

        private Tensor merged(
                Tensor query, Tensor key, Tensor value, @Nullable Tensor mask, boolean causal, double dropout) {
            Heads heads = design.heads();
            long items = query.size(0);
            long targets = query.size(2);
            if (targets == 1 && heads.count() != heads.keyValueCount() && (mask == null || mask.size(1) == 1)) {
                // One token: the queries of a group are as several tokens of one head, and keys need no copies.
                Tensor grouped = query.reshape(
                        items, heads.keyValueCount(), heads.count() / heads.keyValueCount(), heads.width());
                return output.apply(Functional.attention(grouped, key, value, mask, false, dropout, design.scale())
                        .reshape(items, 1, heads.queryWidth()));
            }
            Tensor attended = Functional.attention(query, key, value, mask, causal, dropout, design.scale());
            watch.saw(query, key, value, mask, causal, design.scale(), attended);
            return output.apply(attended.transpose(1, 2).reshape(items, targets, heads.queryWidth()));
        }
    }
}
