package ai.vivace.text.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.nn.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files are those of published models, without what says nothing about the network. */
class TextConfigurationsTest {
    @TempDir
    private Path folder;

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("config.json"), json);
    }

    @Test
    void encodersAreRead() throws IOException {
        assertThat(TextConfigurations.encoder(file("""
                        {"model_type": "bert", "vocab_size": 30522, "hidden_size": 384, "num_hidden_layers": 6,
                         "num_attention_heads": 12, "intermediate_size": 1536, "max_position_embeddings": 512,
                         "type_vocab_size": 2, "pad_token_id": 0, "layer_norm_eps": 1e-12, "hidden_act": "gelu",
                         "hidden_dropout_prob": 0.1, "attention_probs_dropout_prob": 0.1}"""))).isEqualTo(EncoderConfiguration.of("all-minilm-l6-v2"));
        assertThat(TextConfigurations.encoder(file("""
                        {"model_type": "distilbert", "vocab_size": 30522, "dim": 768, "n_layers": 6, "n_heads": 12,
                         "hidden_dim": 3072, "max_position_embeddings": 512, "activation": "gelu"}"""))).isEqualTo(EncoderConfiguration.of("distilbert-base-uncased"));
        assertThat(TextConfigurations.encoder(file("""
                        {"model_type": "roberta", "vocab_size": 50265, "hidden_size": 768, "num_hidden_layers": 12,
                         "num_attention_heads": 12, "intermediate_size": 3072, "max_position_embeddings": 514,
                         "type_vocab_size": 1, "pad_token_id": 1, "layer_norm_eps": 1e-05}"""))).isEqualTo(EncoderConfiguration.of("roberta-base"));
    }

    @Test
    void decodersAreRead() throws IOException {
        assertThat(TextConfigurations.decoder(file("""
                        {"model_type": "gpt2", "vocab_size": 50257, "n_embd": 768, "n_layer": 12, "n_head": 12,
                         "n_positions": 1024, "activation_function": "gelu_new", "n_inner": null}"""))).isEqualTo(DecoderConfiguration.of("gpt2"));
        assertThat(TextConfigurations.decoder(file("""
                        {"model_type": "llama", "vocab_size": 128256, "hidden_size": 2048, "num_hidden_layers": 16,
                         "num_attention_heads": 32, "num_key_value_heads": 8, "intermediate_size": 8192,
                         "max_position_embeddings": 131072, "rope_theta": 500000.0, "rms_norm_eps": 1e-05,
                         "rope_scaling": {"rope_type": "llama3", "factor": 32.0, "low_freq_factor": 1.0,
                           "high_freq_factor": 4.0, "original_max_position_embeddings": 8192},
                         "tie_word_embeddings": true, "head_dim": 64, "hidden_act": "silu"}"""))).isEqualTo(DecoderConfiguration.of("llama-3.2-1b"));
        assertThat(TextConfigurations.decoder(file("""
                        {"model_type": "qwen3", "vocab_size": 151936, "hidden_size": 1024, "num_hidden_layers": 28,
                         "num_attention_heads": 16, "num_key_value_heads": 8, "head_dim": 128,
                         "intermediate_size": 3072, "max_position_embeddings": 40960, "rope_theta": 1000000,
                         "rms_norm_eps": 1e-06, "tie_word_embeddings": true, "rope_scaling": null}"""))).isEqualTo(DecoderConfiguration.of("qwen3-0.6b"));
    }

    @Test
    void translatorsAreRead() throws IOException {
        assertThat(TextConfigurations.translator(file("""
                        {"model_type": "t5", "vocab_size": 32128, "d_model": 512, "num_layers": 8,
                         "num_decoder_layers": 8, "num_heads": 6, "d_kv": 64, "d_ff": 1024,
                         "feed_forward_proj": "gated-gelu", "tie_word_embeddings": false}"""))).isEqualTo(TranslatorConfiguration.of("flan-t5-small"));
    }

    @Test
    void whatWeHaveNotIsNamed() throws IOException {
        Path mamba = file("{\"model_type\": \"mamba\"}");
        assertThatThrownBy(() -> TextConfigurations.decoder(mamba))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("describes a \"mamba\", which we have not. Expected one of gpt2, llama");
        assertThatThrownBy(() -> TextConfigurations.encoder(folder.resolve("none")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> TextConfigurations.build("bert-bas-uncased"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("bert-base-uncased");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"model_type\": 3}",
                "{\"model_type\": \"bert\"}",
                "{\"model_type\": \"bert\", \"vocab_size\": 1e3}",
                "{\"model_type\": \"bert\", \"vocab_size\": 30522, \"hidden_size\": 384, \"num_hidden_layers\": 99999999999, \"num_attention_heads\": 12, \"intermediate_size\": 1536, \"max_position_embeddings\": 512}",
                "{\"model_type\": \"bert\", \"vocab_size\": 30522, \"hidden_size\": 385, \"num_hidden_layers\": 6, \"num_attention_heads\": 12, \"intermediate_size\": 1536, \"max_position_embeddings\": 512}"
            })
    void damagedFilesAreInputErrors(String json) throws IOException {
        Path file = file(json);
        assertThatThrownBy(() -> TextConfigurations.encoder(file)).isInstanceOf(InputException.class);
    }

    @Test
    void smallModelsAreBuiltByName() {
        try (Layer stories = TextConfigurations.build("stories260k")) {
            assertThat(stories.parameterCount()).isEqualTo(260_032);
        }
        assertThat(TextConfigurations.labels()).doesNotHaveDuplicates().contains("gpt2", "t5-small", "bert-tiny");
    }
}
