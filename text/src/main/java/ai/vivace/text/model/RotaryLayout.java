package ai.vivace.text.model;

/**
 * Which features rotary positions turn together. Queries and keys of published weights are arranged for one of them; with the other they
 * load without complaint and give nonsense.
 */
public enum RotaryLayout {
    /** Feature i with i + width / 2: GPT-NeoX, and Llama and its kin as Hugging Face has them. */
    HALVES,
    /** Feature 2i with 2i + 1: Meta's own Llama files and GPT-J. */
    PAIRS
}
