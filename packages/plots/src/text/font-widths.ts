/**
 * Advance widths of the shipped font in 1/2048 em, base 36, by ranges of code points; written by
 * `internal/plot-font`.
 */
export const FONT_WIDTHS = {
  regular: [
    [
      0x20,
      'ft ft k7 vn vn 1el 11y av iy iy m5 x8 ft iy ft ft vn vn vn vn vn vn vn vn vn vn ft ft x8 x8 x8 vn 1lr 11y 11y 153 153 11y yr 189 153 ft sg 11y vn 1be 153 189 11y 189 153 11y yr 153 11y 1hp 11y 11y yr ft ft ft qp vn iy vn vn sg vn vn ft vn vn cn cn sg cn 1be vn vn vn vn iy sg ft vn sg 153 sg sg sg j0 es j0 x8',
    ],
    [
      0xa0,
      'ft iy vn vn vn vn es vn iy 15x l2 vn x8 iy 15x vf mr v8 iy iy iy ws uk iy iy iy ks vn 1bg 1bg 1bg yr 11y 11y 11y 11y 11y 11y 1kw 153 11y 11y 11y 11y ft ft ft ft 153 153 189 189 189 189 189 x8 189 153 153 153 153 11y 11y yr vn vn vn vn vn vn 1el sg vn vn vn vn ft ft ft ft vn vn vn vn vn vn vn v8 yr vn vn vn vn sg vn sg 11y vn 11y vn 11y vn 153 sg 153 sg 153 sg 153 sg 153 yz 153 vn 11y vn 11y vn 11y vn 11y vn 11y vn 189 vn 189 vn 189 vn 189 vn 153 vn 153 vn ft ft ft ft ft ft ft cn ft ft 15t p9 sg cn 11y sg sg vn cn vn cn vn gl vn j0 vn cn 153 vn 153 vn 153 vn yd 155 vn 189 vn 189 vn 189 vn 1kw 1hp 153 iy 153 iy 153 iy 11y sg 11y sg 11y sg 11y sg yr ft yr lc yr ft 153 vn 153 vn 153 vn 153 vn 153 vn 153 vn 1hp 153 11y sg 11y yr sg yr sg yr sg cn',
    ],
    [0x2c6, 'iz iy iy iy iy iy iy iy iy iy ft ft iy iy iy iy iy iy iy iy iy iy iy iy'],
    [
      0x37e,
      'ft sg 0 0 0 0 iy iy 11z ft 18m 1bo lu 0 182 0 1co 16t cn 11y 11y vc 120 11y yr 153 189 ft 11y 120 1be 153 10z 189 153 11y 0 z6 yr 11y 19e 11y 1bj 16j ft 11y ww pd vn cn v4 ww wq sg vo pd p3 vn vn cn sg sg ws sg ph vn 139 wd rf z4 mh v4 10w tv 14k 18f cn v4 vn v4 18f 11y wq v4 17y 1ii 17y vv 18f y7 189 vn 153 sg yr mz zj u4 171 wt 1eo 1be 12d vn 12c sg 11y 11y yo xx 15x vi qe nb y7 wl sg cn 189 p5 p5 11y vn 153 1be 134 wd 153 153 153',
    ],
    [
      0x400,
      '11y 11z 1d7 ut 14w 11y ft ft sg 1o5 1lh 1cl x5 14w 105 14w 11y 11c 11y ut 12j 11y 1gj yd 14w 14w x5 11c 1be 153 189 14w 11y 153 yr 105 179 11y 163 11x 1g5 1hc 191 1ed 11c 14w 1lh 153 vn wl u8 kr x7 vn 122 q3 vs vs ow x7 134 vf vn ut vn sg q2 sg 1at sg wl tn 19n 1at zk 14w tn t1 16o ut vn vn vn kr t1 sg cn ft cn 1fk 1a8 vn ow vs sg ve',
    ],
    [
      0x2010,
      'iy iy vn vn 1kw 1kw ns vf cn cn cn cn iy iy iy iy vn vn jx jx ft tf 1kw ft 0 0 0 0 0 0 0 be 1kw 233 ao k5 k5 ao k5 tn if iy iy y4 sg vn iy 197 197 rx 1ag iy 9i',
    ],
    [
      0x2070,
      'iy 97 0 0 iy iy iy iy iy iy iy iy iy cd cd lr iy iy iy iy iy iy iy iy iy iy iy iy iy cd cd 0 l6 l5 lh io l5 ks ja 7y wl li li jc ds',
    ],
    [
      0x20a0,
      'vn 153 153 vn vn 1be 153 1q8 1u8 1hp 1cb t7 vn 11y yr 1kw tn 11y 189 11y vn 153 vn 11y yr vn vn 1b7 18q vn zp 0',
    ],
    [
      0x2100,
      '1ed 1ed 12w 1np vn 1ed 1ed vn 14w 1hd x0 1o7 15r 16h vn vn 16a vt 1be ie 1aa 189 1p1 15x 19v 119 189 1dm 1cb 14m 130 108 1kw 1kw 1kw 11y zu v0 17p',
    ],
    [0x2190, '1kw sg 1kw sg 1kw sg 0 0 0 0'],
    [
      0x2200,
      '0 0 s4 0 0 0 yt 0 0 0 0 0 0 0 0 1au 0 14k x8 0 0 9i 0 0 0 ft v8 0 0 0 14k 1jp 0 0 0 0 0 0 0 0 0 14w 0 fl 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 v8 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 v8 x7 0 0 v8 v8',
    ],
    [
      0x25a0,
      'yd yd 0 0 0 0 0 0 0 0 k6 k6 1kw 0 0 0 0 0 1kb 0 0 0 0 0 0 0 1kb 0 1kb 0 0 0 0 0 0 0 1kb 0 0 0 0 0 s4 yd xt 0 0 yd',
    ],
  ],
  bold: [
    [
      0x20,
      'ft iy qz vn vn 1el 153 dj iy iy m5 x8 ft iy ft ft vn vn vn vn vn vn vn vn vn vn iy iy x8 x8 x8 yr 1jh 153 153 153 153 11y yr 189 153 ft vn 153 yr 1be 153 189 11y 189 153 11y yr 153 11y 1hp 11y 11y yr iy ft iy x8 vn iy vn yr vn yr vn iy yr yr ft ft vn ft 1el yr yr yr yr m5 vn iy yr vn 189 vn vn sg m5 fx m5 x8',
    ],
    [
      0xa0,
      'ft iy vn vn vn vn fx vn iy 15x l2 vn x8 iy 15x vf mr v8 iy iy iy y5 vn iy iy iy ks vn 1bg 1bg 1bg yr 153 153 153 153 153 153 1kw 153 11y 11y 11y 11y ft ft ft ft 153 153 189 189 189 189 189 x8 189 153 153 153 153 11y 11y yr vn vn vn vn vn vn 1el vn vn vn vn vn ft ft ft ft yr yr yr yr yr yr yr v8 yr yr yr yr yr vn yr vn 153 vn 153 vn 153 vn 153 vn 153 vn 153 vn 153 vn 153 14w 153 yr 11y vn 11y vn 11y vn 11y vn 11y vn 189 yr 189 yr 189 yr 189 yr 153 yr 153 yr ft ft ft ft ft ft ft ft ft ft 18n vn vn ft 153 vn vn yr ft yr ft yr lx yr r9 yr ft 153 yr 153 yr 153 yr 14b 155 yr 189 yr 189 yr 189 yr 1kw 1hp 153 m5 153 m5 153 m5 11y vn 11y vn 11y vn 11y vn yr iy yr r9 yr iy 153 yr 153 yr 153 yr 153 yr 153 yr 153 yr 1hp 189 11y vn 11y yr sg yr sg yr sg ft',
    ],
    [0x2c6, 'iy iy iy iy iy iy iy iy iy iy iy iy iy iy iy iy iy iy iy iy iy iy iy iy'],
    [
      0x37e,
      'iy vn 0 0 0 0 iy qg 153 iy 1cj 1fj qy 0 1ax 0 1gr 1bo ft 153 153 y7 14w 11y yr 153 189 ft 153 11y 1be 153 10m 189 153 11y 0 y5 yr 11y 1ap 11y 1a1 19m ft 11y yz po yr ft x4 yz yq vn yi r0 q7 yr ur ft vq vn yt vn pc yr 17k z7 tl 12x pe x4 14p wr 16v 1c2 ft x4 yr x4 1c2 153 yq x4 17t 1ky 17t 16n 1c2 12h 189 yr 153 vn yr pq 16r u4 19r yq 1kf 1el 13z yr 13z yf 11y 11y 10k yc 15t ww su p0 12h z5 vn ft 189 r8 r8 11y yr 153 1be 163 z7 153 153 153',
    ],
    [
      0x400,
      '11y 122 1ed w9 14h 11y ft fp vn 1q8 1og 1ds yq 14w ze 14w 153 14w 153 w9 14j 11y 1ff zn 14w 14w yq 13x 1be 153 189 14w 11y 153 yr ze 1ck 11y 15k 13z 1l6 1lz 1dh 1jp 14w 14h 1mo 14w vn z5 yz np 104 vn 14c sa yz yz sh 105 163 yd yr yd yr vn rv vn 1ds vn yz x1 1bf 1c0 15h 1cl yz vf 1cl x7 vn vn yr np vf vn ft g0 ft 1j4 1fk yr sh yz vn yd',
    ],
    [
      0x2010,
      'iy iy vn vn 1kw 1kw rl vf ft ft ft ft sg sg sg sg vn vn jx jx ft tf 1kw ft 0 0 0 0 0 0 0 be 1kw 23d dn r9 r9 dn r9 14u iy iy iy y4 yd yr iy 197 197 vn 1dp iy 9i',
    ],
    [
      0x2070,
      'iy d8 0 0 iy iy iy iy iy iy iy iy iy dw dw ky iy iy iy iy iy iy iy iy iy iy iy iy iy dw dw 0 lh le nc ku le ll ju 9r w4 lj m8 le cc',
    ],
    [
      0x20a0,
      'vn 153 153 vn vn 1el 153 1q8 1xp 1hp 1ea t7 vn 153 yr 1ps vn 11y 189 153 11y 153 vn vn vn vn vn vn 17a vn 15o 0',
    ],
    [
      0x2100,
      '1ed 1ed 153 1o9 vn 1ed 1ed vn 14h 1ir x0 1o7 15r 16h yr vn 16a vt 1be rt 1dd 189 1rf 15x 19v 119 189 1dm 1cb 14m 14h 108 1kw 1kw 1kw 11y zu ty 17p',
    ],
    [0x2190, '1kw sg 1kw sg 1kw sg 0 0 0 0'],
    [
      0x2200,
      '0 0 s4 0 0 0 yt 0 0 0 0 0 0 0 0 1au 0 14k x8 0 0 9i 0 0 0 ft v8 0 0 0 14k 1jp 0 0 0 0 0 0 0 0 0 153 0 fl 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 v8 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 v8 x7 0 0 v8 v8',
    ],
    [
      0x25a0,
      'yd yd 0 0 0 0 0 0 0 0 k6 k6 1kw 0 0 0 0 0 1kb 0 0 0 0 0 0 0 1kb 0 1kb 0 0 0 0 0 0 0 1kb 0 0 0 0 0 s4 yd xt 0 0 yd',
    ],
  ],
} as const;
