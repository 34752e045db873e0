import { parseTable } from '../table.js';

type Row<Column extends string> = Readonly<Record<'tier' | Column, string>>;

/** Diseases with the organ or tissue they chiefly affect. */
export const DISEASES: readonly Row<'disease' | 'organ'>[] = parseTable(
  ['tier', 'disease', 'organ'],
  `
e|hepatitis|liver
e|pneumonia|lungs
e|asthma|lungs
e|glaucoma|eyes
e|arthritis|joints
e|eczema|skin
e|acne|skin
e|meningitis|brain lining
e|gastritis|stomach
e|angina|heart
e|tonsillitis|throat
e|cataract|eyes
m|cirrhosis|liver
m|bronchitis|lungs
m|tuberculosis|lungs
m|emphysema|lungs
m|nephritis|kidneys
m|psoriasis|skin
m|osteoporosis|bones
m|rickets|bones
m|gout|joints
m|epilepsy|brain
m|stroke|brain
m|Parkinson's disease|brain
m|Alzheimer's disease|brain
m|myocarditis|heart
m|leukemia|blood
m|hemophilia|blood
m|anemia|blood
m|conjunctivitis|eyes
m|otitis|ears
m|tinnitus|ears
m|colitis|large intestine
m|gingivitis|gums
m|goitre|thyroid
m|sinusitis|nose
m|laryngitis|throat
m|cystitis|bladder
h|encephalitis|brain
h|pericarditis|heart
h|endocarditis|heart
h|pyelonephritis|kidneys
h|glomerulonephritis|kidneys
h|cholecystitis|gallbladder
h|pancreatitis|pancreas
h|celiac disease|small intestine
h|diverticulitis|large intestine
h|osteomyelitis|bones
h|Paget's disease of bone|bones
h|ankylosing spondylitis|spine
h|vitiligo|skin
h|impetigo|skin
h|scabies|skin
h|shingles|nerves
h|neuropathy|nerves
h|Graves' disease|thyroid
h|Addison's disease|adrenal glands
h|Meniere's disease|ears
h|keratitis|eyes
h|retinitis|eyes
h|uveitis|eyes
h|silicosis|lungs
h|muscular dystrophy|muscles
h|myasthenia gravis|muscles
h|rhinitis|nose
h|phlebitis|veins
h|thalassemia|blood
h|bursitis|joints
h|prostatitis|prostate
h|epididymitis|testicles
h|esophagitis|esophagus
h|appendicitis|appendix
h|periodontitis|gums
h|stomatitis|mouth
h|dacryocystitis|tear ducts
h|mastitis|breasts
`,
);

/** Diseases with the kind of germ that causes them. */
export const GERMS: readonly Row<'disease' | 'germ'>[] = parseTable(
  ['tier', 'disease', 'germ'],
  `
e|influenza|virus
e|measles|virus
e|malaria|parasite
e|tuberculosis|bacterium
e|cholera|bacterium
e|athlete's foot|fungus
e|chickenpox|virus
m|mumps|virus
m|rubella|virus
m|polio|virus
m|rabies|virus
m|hepatitis B|virus
m|AIDS|virus
m|plague|bacterium
m|tetanus|bacterium
m|diphtheria|bacterium
m|typhoid fever|bacterium
m|syphilis|bacterium
m|leprosy|bacterium
m|ringworm|fungus
m|thrush|fungus
m|sleeping sickness|parasite
m|scarlet fever|bacterium
m|whooping cough|bacterium
m|yellow fever|virus
h|dengue fever|virus
h|Ebola|virus
h|smallpox|virus
h|Lyme disease|bacterium
h|anthrax|bacterium
h|botulism|bacterium
h|gonorrhea|bacterium
h|brucellosis|bacterium
h|Q fever|bacterium
h|trachoma|bacterium
h|toxoplasmosis|parasite
h|leishmaniasis|parasite
h|schistosomiasis|parasite
h|giardiasis|parasite
h|Chagas disease|parasite
h|aspergillosis|fungus
h|histoplasmosis|fungus
h|cryptococcosis|fungus
h|mononucleosis|virus
h|leptospirosis|bacterium
h|river blindness|parasite
h|Creutzfeldt-Jakob disease|prion
h|kuru|prion
`,
);

/** Lacks of a nutrient with the disease they cause. */
export const DEFICIENCIES: readonly Row<'disease' | 'nutrient'>[] = parseTable(
  ['tier', 'disease', 'nutrient'],
  `
e|scurvy|vitamin C
e|rickets|vitamin D
e|night blindness|vitamin A
e|goitre|iodine
m|beriberi|vitamin B1
m|pellagra|vitamin B3
m|pernicious anemia|vitamin B12
m|xerophthalmia|vitamin A
m|osteomalacia|vitamin D
m|cretinism in babies|iodine
m|neural tube defects|folic acid
m|kwashiorkor|protein
m|bleeding in newborns|vitamin K
h|Wernicke encephalopathy|vitamin B1
h|ariboflavinosis|vitamin B2
h|acrodermatitis enteropathica|zinc
h|Keshan disease|selenium
`,
);

/** Organs and body parts with their main function. */
export const ORGANS: readonly Row<'organ' | 'task'>[] = parseTable(
  ['tier', 'organ', 'task'],
  `
e|heart|pumps blood
e|lungs|takes in oxygen
e|stomach|breaks down food with acid
e|brain|controls the body and thinks
e|eyes|sees light
e|ears|hears sound
e|kidneys|filters blood to make urine
e|skin|covers and protects the body
e|teeth|chews food
e|nose|smells odours
e|liver|makes bile and removes poisons
e|bladder|stores urine
m|pancreas|makes insulin
m|gallbladder|stores bile
m|small intestine|absorbs nutrients
m|large intestine|absorbs water from waste
m|bone marrow|makes blood cells
m|thyroid|controls the pace of metabolism
m|spinal cord|links brain and nerves
m|esophagus|carries food to the stomach
m|trachea|carries air to the lungs
m|diaphragm|moves to draw breath
m|red blood cells|carries oxygen
m|white blood cells|fights infection
m|platelets|helps blood to clot
m|arteries|carries blood away from the heart
m|veins|carries blood back to the heart
m|retina|turns light into nerve signals
m|tendons|joins muscle to bone
m|ligaments|joins bone to bone
m|cerebellum|controls balance
h|spleen|removes old red blood cells
h|pituitary gland|directs other glands
h|hypothalamus|regulates body temperature and hunger
h|pineal gland|makes melatonin
h|adrenal glands|makes adrenaline
h|thymus|matures T cells
h|parathyroid glands|controls blood calcium
h|cochlea|turns sound into nerve signals
h|cornea|lets light into the eye in front
h|epiglottis|closes the windpipe when swallowing
h|alveoli|exchanges gases in the lungs
h|nephrons|filters blood in tiny units of the kidney
h|osteoblasts|builds bone
h|osteoclasts|breaks down bone
h|capillaries|links arteries and veins
h|hippocampus|forms new memories
h|amygdala|handles fear
h|medulla oblongata|controls heartbeat and breathing
h|placenta|feeds the unborn child
h|melanocytes|makes skin pigment
h|villi|enlarges the inner surface of the gut
h|ovaries|makes egg cells
h|synovial fluid|lubricates joints
h|myelin|insulates nerve fibres
`,
);

/** Bones with where they are. */
export const BONES: readonly Row<'bone' | 'place'>[] = parseTable(
  ['tier', 'bone', 'place'],
  `
e|skull|head
e|ribs|chest
e|femur|thigh
e|jawbone|face
m|humerus|upper arm
m|radius|forearm
m|ulna|forearm
m|tibia|lower leg
m|fibula|lower leg
m|patella|knee
m|scapula|shoulder
m|clavicle|shoulder
m|sternum|chest
m|mandible|face
m|vertebrae|back
m|pelvis|hip
h|metatarsals|foot
h|metacarpals|hand
h|calcaneus|foot
h|talus|foot
h|scaphoid|hand
h|lunate|hand
h|stapes|ear
h|incus|ear
h|malleus|ear
h|hyoid|neck
h|ilium|hip
h|ischium|hip
h|zygomatic bone|face
h|maxilla|face
h|occipital bone|head
h|parietal bone|head
h|coccyx|back
h|sacrum|back
`,
);

/** Medical specialists with what they treat. */
export const SPECIALISTS: readonly Row<'doctor' | 'field'>[] = parseTable(
  ['tier', 'doctor', 'field'],
  `
e|dentist|teeth
e|cardiologist|heart
e|dermatologist|skin
e|pediatrician|children
e|psychiatrist|mental illness
m|neurologist|nervous system
m|oncologist|cancer
m|ophthalmologist|eyes
m|orthopedist|bones and joints
m|urologist|urinary tract
m|gynecologist|female reproductive organs
m|pulmonologist|lungs
m|gastroenterologist|digestive tract
m|radiologist|medical images
m|obstetrician|pregnancy and birth
m|geriatrician|old people
h|nephrologist|kidneys
h|hepatologist|liver
h|hematologist|blood
h|endocrinologist|hormones and glands
h|rheumatologist|autoimmune joint disease
h|otologist|ears
h|rhinologist|nose
h|proctologist|rectum
h|phlebologist|veins
h|podiatrist|feet
h|immunologist|immune system
h|neonatologist|newborn babies
h|anesthesiologist|pain and sleep in surgery
h|toxicologist|poisons
h|pathologist|tissue samples
h|andrologist|male reproductive organs
`,
);

/** Medical words with their everyday meaning. */
export const MEDICAL_TERMS: readonly Row<'term' | 'meaning'>[] = parseTable(
  ['tier', 'term', 'meaning'],
  `
e|fever|high body temperature
e|fracture|broken bone
e|allergy|overreaction to a harmless substance
e|diabetes|too much blood sugar
e|migraine|severe headache
e|insomnia|lack of sleep
m|hypertension|high blood pressure
m|hypotension|low blood pressure
m|hypoglycemia|low blood sugar
m|tachycardia|fast heartbeat
m|bradycardia|slow heartbeat
m|hypothermia|low body temperature
m|myopia|short sight
m|hyperopia|long sight
m|edema|swelling by fluid
m|thrombosis|blood clot in a vessel
m|biopsy|tissue sample
m|contusion|bruise
m|halitosis|bad breath
m|myocardial infarction|heart attack
m|influenza|flu
m|varicella|chickenpox
m|concussion|brain injury by a blow
m|appendectomy|removal of the appendix
m|jaundice|yellow skin
m|vertigo|spinning dizziness
m|nausea|feeling sick
h|dyspnea|shortness of breath
h|pruritus|itching
h|alopecia|hair loss
h|dysphagia|trouble swallowing
h|epistaxis|nosebleed
h|pertussis|whooping cough
h|rubeola|measles
h|parotitis|mumps
h|hematuria|blood in urine
h|hemoptysis|coughing up blood
h|syncope|fainting
h|cyanosis|blue skin
h|polyuria|too much urine
h|polydipsia|great thirst
h|aphasia|loss of speech
h|anosmia|loss of smell
h|ageusia|loss of taste
h|amnesia|loss of memory
h|ataxia|lack of coordination
h|paresthesia|tingling
h|cachexia|wasting of the body
h|urticaria|hives
h|strabismus|crossed eyes
h|nephrolithiasis|kidney stones
h|cholelithiasis|gallstones
h|nephrectomy|removal of a kidney
h|splenectomy|removal of the spleen
h|cholecystectomy|removal of the gallbladder
h|mastectomy|removal of a breast
h|hysterectomy|removal of the womb
h|leukopenia|lack of white blood cells
h|thrombocytopenia|lack of platelets
h|hyperkalemia|too much potassium in blood
h|hyponatremia|too little sodium in blood
h|bruxism|grinding of teeth
h|presbyopia|far sight of old age
h|emesis|vomiting
h|sternutation|sneezing
h|singultus|hiccups
h|tussis|cough
h|onychophagia|nail biting
`,
);

/** Hormones with the gland that makes them. */
export const HORMONES: readonly Row<'hormone' | 'gland'>[] = parseTable(
  ['tier', 'hormone', 'gland'],
  `
e|insulin|pancreas
e|adrenaline|adrenal glands
e|testosterone|testicles
e|estrogen|ovaries
m|glucagon|pancreas
m|cortisol|adrenal glands
m|thyroxine|thyroid
m|growth hormone|pituitary gland
m|melatonin|pineal gland
m|progesterone|ovaries
h|aldosterone|adrenal glands
h|calcitonin|thyroid
h|prolactin|pituitary gland
h|thyrotropin|pituitary gland
h|parathormone|parathyroid glands
h|erythropoietin|kidneys
h|renin|kidneys
h|gastrin|stomach
h|thymosin|thymus
h|leptin|fat tissue
h|secretin|small intestine
h|hepcidin|liver
`,
);

/** Descriptions of everyday medicine with the word for them. */
export const MEDICAL_CLUES: readonly Row<'clue' | 'term'>[] = parseTable(
  ['tier', 'clue', 'term'],
  `
e|the tool with which a doctor listens to the heart|stethoscope
e|the car that brings sick people to hospital|ambulance
e|the person who cares for patients beside the doctor|nurse
e|the shop that sells medicines|pharmacy
e|an injection that protects from a disease|vaccine
e|the red liquid in our veins|blood
e|the hard frame inside our body|skeleton
e|an operation on the body by a doctor|surgery
e|a picture of bones made with rays|X-ray
e|the joint between upper and lower leg|knee
e|the joint between upper and lower arm|elbow
e|the joint between arm and hand|wrist
e|the joint between leg and foot|ankle
e|the bony case around the brain|skull
e|the row of bones in the back|spine
e|the bones that protect the lungs|ribs
e|the coloured ring of the eye|iris
e|the black hole in the middle of the eye|pupil
e|the muscle in the mouth that tastes|tongue
e|the long bandage for a broken arm|sling
e|the note with which one gets a medicine|prescription
e|the hardest substance of the body|enamel
e|the largest organ of the body|skin
e|the longest bone of the body|femur
e|the beat one can feel at the wrist|pulse
m|the largest artery of the body|aorta
m|the smallest bone of the body|stapes
m|the gas we breathe out|carbon dioxide
m|the sugar in our blood|glucose
m|the protein that makes blood red|hemoglobin
m|the liquid part of blood|plasma
m|a person's total loss of consciousness for days|coma
m|the sudden stop of the heart|cardiac arrest
m|an illness that spreads over the whole world|pandemic
m|a local outbreak of a disease|epidemic
m|a growth of cells out of control|cancer
m|a harmless growth|benign tumor
m|medicine that kills bacteria|antibiotics
m|a pill without an active substance|placebo
m|the science of drugs|pharmacology
m|the science of the body's structure|anatomy
m|the science of how the body works|physiology
h|the spread of cancer to other organs|metastasis
h|the removal of toxins from blood by machine|dialysis
h|the main protein of skin and tendons|collagen
h|the protein of hair and nails|keratin
h|the junction between two nerve cells|synapse
h|the valve between left atrium and left ventricle|mitral valve
h|the double membrane around the heart|pericardium
h|the double membrane around the lungs|pleura
h|the lining of the belly|peritoneum
h|the lining of the womb|endometrium
h|the outer layer of the skin|epidermis
h|the inner layer of the skin|dermis
h|the natural pacemaker of the heart|sinus node
h|the forecast of how a disease will go|prognosis
h|the cause of a disease|etiology
h|a disease caused by treatment|iatrogenic disease
h|the largest nerve of the body|sciatic nerve
h|the largest part of the brain|cerebrum
`,
);

/** Diseases and complaints with the drug that is typically given. */
export const TREATMENTS: readonly Row<'complaint' | 'drug'>[] = parseTable(
  ['tier', 'complaint', 'drug'],
  `
e|diabetes type 1|insulin
e|a headache|aspirin
e|a bacterial infection|antibiotics
e|hay fever|antihistamines
e|an asthma attack|salbutamol
e|high cholesterol|statins
e|depression|antidepressants
e|strong pain after surgery|morphine
e|a severe allergic shock|adrenaline
e|a cancer that has spread|chemotherapy
e|poor sight|glasses
e|poor hearing|hearing aid
e|a tooth with a hole|filling
e|kidney failure|dialysis
m|diabetes type 2|metformin
m|an underactive thyroid|levothyroxine
m|gout attacks|colchicine
m|Parkinson's disease, to restore dopamine|levodopa
m|bipolar disorder|lithium
m|heartburn|antacids
m|malaria|quinine
m|blood clots|anticoagulants
m|scabies mites|permethrin
m|angina pain|nitroglycerin
m|an opioid overdose|naloxone
m|iron deficiency|iron tablets
m|nausea|antiemetics
h|a paracetamol overdose|acetylcysteine
h|a warfarin overdose|vitamin K
h|a heparin overdose|protamine
h|a benzodiazepine overdose|flumazenil
h|tuberculosis|isoniazid
h|leprosy|dapsone
h|trigeminal neuralgia|carbamazepine
h|absence seizures|ethosuximide
h|an overactive thyroid|carbimazole
h|myasthenia gravis|pyridostigmine
h|Wilson's disease|penicillamine
h|methanol poisoning|fomepizole
h|iron poisoning|deferoxamine
h|cyanide poisoning|hydroxocobalamin
h|eclampsia|magnesium sulfate
h|pinworms|mebendazole
h|river blindness|ivermectin
h|long-term gout|allopurinol
`,
);

/** Counts and normal values of the human body. */
export const BODY_NUMBERS: readonly Row<'what' | 'value'>[] = parseTable(
  ['tier', 'what', 'value'],
  `
e|fingers on two hands|10
e|chambers of the heart|4
e|lungs of a person|2
e|bones of an adult|206
e|teeth of an adult|32
e|milk teeth of a child|20
e|senses in the classic list|5
e|kidneys of a healthy person|2
m|pairs of ribs|12
m|chromosomes in a human cell|46
m|pairs of chromosomes in a human cell|23
m|weeks of a full pregnancy|40
m|vertebrae in the neck|7
m|blood groups of the ABO system|4
m|lobes of the right lung|3
m|lobes of the left lung|2
m|bones in the middle ear on one side|3
h|pairs of cranial nerves|12
h|vertebrae in the chest region|12
h|vertebrae in the lower back|5
h|pairs of spinal nerves|31
h|wrist bones of one hand|8
h|bones of one foot|26
h|bones of one hand|27
h|finger bones of one hand|14
h|permanent incisors|8
h|permanent molars|12
h|valves of the heart|4
`,
);
