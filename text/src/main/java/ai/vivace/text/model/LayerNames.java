package ai.vivace.text.model;

/**
 * What the parts of one layer of a transformer are called in files of weights, as paths below the layer. Where queries, keys and values are
 * one map, its name is that of the query, and those of key and value are empty.
 */
record LayerNames(
        String query,
        String key,
        String value,
        String output,
        String attentionNorm,
        String crossQuery,
        String crossKey,
        String crossValue,
        String crossOutput,
        String crossNorm,
        String gate,
        String up,
        String down,
        String feedForwardNorm) {
    static final LayerNames BERT = plain(
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense",
            "attention.output.LayerNorm",
            "intermediate.dense",
            "output.dense",
            "output.LayerNorm");

    static final LayerNames DISTILBERT = plain(
            "attention.q_lin",
            "attention.k_lin",
            "attention.v_lin",
            "attention.out_lin",
            "sa_layer_norm",
            "ffn.lin1",
            "ffn.lin2",
            "output_layer_norm");

    static final LayerNames GPT2 =
            plain("attn.c_attn", "", "", "attn.c_proj", "ln_1", "mlp.c_fc", "mlp.c_proj", "ln_2");

    static final LayerNames LLAMA = new LayerNames(
            "self_attn.q_proj",
            "self_attn.k_proj",
            "self_attn.v_proj",
            "self_attn.o_proj",
            "input_layernorm",
            "",
            "",
            "",
            "",
            "",
            "mlp.gate_proj",
            "mlp.up_proj",
            "mlp.down_proj",
            "post_attention_layernorm");

    /** Marian's and BART's, for encoders and decoders as in the first transformer. */
    static final LayerNames MARIAN = new LayerNames(
            "self_attn.q_proj",
            "self_attn.k_proj",
            "self_attn.v_proj",
            "self_attn.out_proj",
            "self_attn_layer_norm",
            "encoder_attn.q_proj",
            "encoder_attn.k_proj",
            "encoder_attn.v_proj",
            "encoder_attn.out_proj",
            "encoder_attn_layer_norm",
            "fc_gate",
            "fc1",
            "fc2",
            "final_layer_norm");

    private static LayerNames plain(
            String query,
            String key,
            String value,
            String output,
            String attentionNorm,
            String up,
            String down,
            String feedForwardNorm) {
        return new LayerNames(
                query, key, value, output, attentionNorm, "", "", "", "", "", "", up, down, feedForwardNorm);
    }

    /** T5's, where the place of the second part depends on whether there is attention to an encoder. */
    static LayerNames t5(boolean crossing, boolean gated) {
        String last = crossing ? "layer.2" : "layer.1";
        String cross = "layer.1.EncDecAttention.";
        return new LayerNames(
                "layer.0.SelfAttention.q",
                "layer.0.SelfAttention.k",
                "layer.0.SelfAttention.v",
                "layer.0.SelfAttention.o",
                "layer.0.layer_norm",
                cross + "q",
                cross + "k",
                cross + "v",
                cross + "o",
                "layer.1.layer_norm",
                last + ".DenseReluDense.wi_0",
                last + (gated ? ".DenseReluDense.wi_1" : ".DenseReluDense.wi"),
                last + ".DenseReluDense.wo",
                last + ".layer_norm");
    }

    boolean isPacked() {
        return key.isEmpty();
    }

    /** A sibling of the query's name. */
    String beside(String name) {
        return query.substring(0, query.lastIndexOf('.') + 1) + name;
    }
}
